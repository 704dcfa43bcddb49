import { type Context, Hono } from "hono";
import { apiScopes } from "../clearstream/apis.js";
import type { Clearstream } from "../clearstream/clearstream.js";
import { roles, rolesFor } from "../clearstream/roles.js";
import type { Consumer } from "../clearstream/state.js";
import { present } from "../present.js";
import { badRequest, conflict, notFound } from "./errors.js";
import { Input } from "./input.js";
import { pemBody } from "./pem-body.js";

/**
 * What administrators do in the Xact Web Portal: the two steps of API consumer creation, and the audit log. Beside it,
 * what an MT599 asks Clearstream to do for the organisation unit.
 */
export function clearstreamRoutes(clearstream: Clearstream): Hono {
  const { consumers, organisationUnit, serverCertificate, log } = clearstream;
  const routes = new Hono();

  const consumerOf = (c: Context): Consumer => {
    const userId = c.req.param("userId") ?? "";
    const consumer = consumers.find(userId);
    if (consumer === undefined) throw notFound(`consumer ${userId}: create it first (step 1)`);
    return consumer;
  };

  routes.get("/organisation-unit", (c) => c.json(organisationUnit.unit));

  routes.put("/organisation-unit", async (c) => {
    const changes = await Input.read(c, (input) => ({
      isServiceGranted: input.optionalBoolean("isServiceGranted"),
      apis: optionalSet(input, "apis", apiScopes),
      administrators: optionalNames(input, "administrators"),
    }));
    return c.json(organisationUnit.change(present(changes)));
  });

  routes.get("/consumers", (c) => c.json(consumers.list().map(described)));

  routes.post("/consumers", async (c) => {
    const { userId, granted, fineGrained } = await Input.read(c, (input) => ({
      userId: input.identifier("userId"),
      granted: input.someOf("apis", apiScopes),
      fineGrained: optionalSet(input, "roles", roles),
    }));
    if (consumers.find(userId)) throw conflict(`The user id ${userId} is taken.`);
    const created = consumers.create(userId, granted, fineGrained ?? rolesFor(granted));
    return c.json(described(created), 201);
  });

  routes.get("/consumers/:userId", (c) => c.json(described(consumerOf(c))));

  routes.put("/consumers/:userId/grants", async (c) => {
    const grants = await Input.read(c, (input) => ({
      apis: optionalSet(input, "apis", apiScopes),
      roles: optionalSet(input, "roles", roles),
    }));
    const consumer = consumerOf(c);
    consumers.grant(consumer, grants.apis ?? consumer.apis, grants.roles ?? consumer.roles);
    return c.json(described(consumer));
  });

  routes.post("/consumers/:userId/certificates", async (c) => {
    const request = await Input.read(c, (input) => ({
      password: input.string("password", 200),
      ssl: input.string("ssl"),
      signing: input.string("signing"),
    }));
    return c.json(await consumers.issueCredentials(consumerOf(c), request), 201);
  });

  routes.post("/ca-bundle", async (c) => {
    if (serverCertificate.isAnnounced)
      throw conflict("New authorities are announced already; use them first.");
    await serverCertificate.announce();
    return pemBody(c, serverCertificate.caBundle);
  });

  routes.post("/server-certificate", async (c) => {
    const authority = await Input.read(c, (input) =>
      input.oneOf("authority", ["current", "announced"] as const),
    );
    if (authority === "announced" && !serverCertificate.isAnnounced) {
      throw conflict("No authorities are announced: POST /clearstream/ca-bundle does it.");
    }
    const { serialNumber, validTo } = await serverCertificate.renew(authority);
    return c.json({ serialNumber, expiresAt: new Date(validTo).toISOString() }, 201);
  });

  routes.get("/requests", (c) => c.json(log.list()));
  return routes;
}

/** What the portal shows of a consumer: all but its password. */
function described({ userId, apis, roles, expiresAt }: Consumer): object {
  return { userId, apis, roles, expiresAt: expiresAt ?? null };
}

/** Different values from a list, perhaps none of them. */
function optionalSet(input: Input, name: string, values: readonly string[]): readonly string[] | undefined {
  const value = input.value(name);
  if (value === undefined) return undefined;
  const chosen = Array.isArray(value) ? values.filter((each) => value.includes(each)) : [];
  if (Array.isArray(value) && chosen.length === value.length) return chosen;
  throw badRequest(`The member "${name}" has to be an array of different values from: ${values.join(", ")}.`);
}

function optionalNames(input: Input, name: string): readonly string[] | undefined {
  const value = input.value(name);
  if (value === undefined) return undefined;
  const isName = (each: unknown) => typeof each === "string" && /^[\w.-]{1,64}$/.test(each);
  if (Array.isArray(value) && value.every(isName) && new Set(value).size === value.length)
    return value as string[];
  throw badRequest(
    `The member "${name}" has to be an array of different names of letters, digits and . _ -.`,
  );
}
