import { Hono } from "hono";
import { apis } from "../clearstream/apis.js";
import type { Clearstream } from "../clearstream/clearstream.js";
import { conflict, notFound } from "./errors.js";
import { Input } from "./input.js";

const grantable = apis.map(({ scope }) => scope);

/** What an administrator does in the Xact Web Portal: the two steps of API consumer creation, and the audit log. */
export function clearstreamRoutes({ consumers, log }: Clearstream): Hono {
  const routes = new Hono();

  routes.post("/consumers", async (c) => {
    const { userId, granted } = await Input.read(c, (input) => ({
      userId: input.identifier("userId"),
      granted: input.someOf("apis", grantable),
    }));
    if (consumers.find(userId)) throw conflict(`The user id ${userId} is taken.`);
    const consumer = consumers.create(userId, granted);
    return c.json({ userId: consumer.userId, apis: consumer.apis }, 201);
  });

  routes.post("/consumers/:userId/certificates", async (c) => {
    const request = await Input.read(c, (input) => ({
      password: input.string("password", 200),
      ssl: input.string("ssl"),
      signing: input.string("signing"),
    }));
    const consumer = consumers.find(c.req.param("userId"));
    if (consumer === undefined) throw notFound(`consumer ${c.req.param("userId")}: create it first (step 1)`);
    return c.json(await consumers.issueCredentials(consumer, request), 201);
  });

  routes.get("/requests", (c) => c.json(log.list()));
  return routes;
}
