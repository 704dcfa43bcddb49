import { Hono } from "hono";
import type { ClearBank } from "../clearbank/clearbank.js";
import { ClearBankPortal } from "../clearbank/portal.js";
import type { SandboxContext } from "../context.js";
import type { SigningKey } from "../pki/institution-keys.js";
import { badRequest, conflict, notFound } from "./errors.js";
import { Input, optionalCa, waitSignal } from "./input.js";
import { pemBody } from "./pem-body.js";

/** What a person does in the ClearBank Portal. */
export function clearBankRoutes(clearbank: ClearBank, context: SandboxContext, webhookKey: SigningKey): Hono {
  const portal = new ClearBankPortal(context);
  const { deliveries } = clearbank.webhooks;
  const routes = new Hono();

  routes.post("/tokens", async (c) => {
    const { csr, name, expiresAt } = await Input.read(c, (input) => ({
      csr: input.string("csr"),
      name: input.string("name", 100),
      expiresAt: input.optionalDate("expiresAt"),
    }));
    return c.json(await portal.generateToken(csr, name, expiresAt), 201);
  });

  routes.get("/public-key", (c) =>
    pemBody(c, webhookKey.publicKey.export({ type: "spki", format: "pem" }) as string),
  );

  routes.put("/webhooks/:type", async (c) => {
    const type = c.req.param("type");
    if (!/^[\w.]{1,100}$/.test(type)) {
      throw badRequest("A webhook type has letters, digits, points and _ only.");
    }
    const registration = await Input.read(c, (input) => {
      const [url, ca] = [input.string("url", 4000), optionalCa(input)];
      const hasStatus = input.value("status") !== undefined;
      const status = hasStatus ? input.oneOf("status", ["Enabled", "Disabled"]) : "Enabled";
      return { type, url, ...(ca !== undefined && { ca }), status };
    });
    portal.registerWebhook(registration);
    return c.json({ type, url: registration.url, status: registration.status });
  });

  routes.post("/webhooks/:type/test", async (c) => {
    const message = await Input.read(c, (input) => input.string("message"));
    const registration = portal.findWebhook(c.req.param("type"));
    if (registration === undefined) throw notFound(`webhook ${c.req.param("type")}: register its URL first`);
    if (registration.status === "Disabled") throw conflict("The webhook is disabled: enable it first.");
    return c.json(clearbank.webhooks.send(registration, JSON.stringify(message)), 202);
  });

  routes.get("/deliveries", async (c) => c.json(await deliveries.settled(waitSignal(c, context.stopping))));

  routes.post("/deliveries/:id/retry", (c) => {
    const delivery = deliveries.find(c.req.param("id"));
    if (delivery === undefined) throw notFound(`delivery ${c.req.param("id")}`);
    if (delivery.acknowledged === null) throw conflict("The delivery is under way: wait for its outcome.");
    clearbank.webhooks.resend(delivery);
    return c.json(delivery, 202);
  });

  routes.get("/requests", (c) => c.json(clearbank.log.list()));
  return routes;
}
