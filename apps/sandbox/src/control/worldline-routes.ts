import { type Context, Hono } from "hono";
import type { SandboxContext } from "../context.js";
import { paymentStatuses } from "../worldline/payments.js";
import type { ServiceKey } from "../worldline/sign-message.js";
import type { Subscription } from "../worldline/state.js";
import { clientId, services } from "../worldline/subscriptions.js";
import type { Worldline } from "../worldline/worldline.js";
import { conflict, notFound } from "./errors.js";
import { Input, optionalCa, waitSignal } from "./input.js";
import { pemBody } from "./pem-body.js";

/** What a merchant does in the back office of the Open Banking Service. */
export function worldlineRoutes(worldline: Worldline, context: SandboxContext, key: ServiceKey): Hono {
  const { subscriptions, payments, notifications } = worldline;
  const routes = new Hono();
  const requireSubscription = (c: Context): Subscription => {
    const id = c.req.param("id") ?? "";
    const subscription = subscriptions.byId(id);
    if (subscription === undefined) throw notFound(`subscription ${id}`);
    return subscription;
  };

  routes.post("/subscriptions", async (c) => {
    const settings = await Input.read(c, (input) => {
      const [initiatingPartyId, subId] = [
        input.identifier("initiatingPartyId"),
        input.optionalIdentifier("subId"),
      ];
      const client = input.identifier("client");
      const tenant = input.optionalIdentifier("tenant") ?? client;
      const chosen = input.someOf("services", services);
      return { initiatingPartyId, ...(subId !== undefined && { subId }), client, tenant, services: chosen };
    });
    const party = settings.subId
      ? `${settings.initiatingPartyId}:${settings.subId}`
      : settings.initiatingPartyId;
    const taken =
      subscriptions.byParty(settings.client, party) ??
      subscriptions.byClientId(`${settings.tenant}-${party}`);
    if (taken !== undefined) {
      throw conflict(`The party ${party} of ${settings.client} has a subscription: ${taken.id}.`);
    }
    const created = subscriptions.create(settings);
    return c.json({ id: created.id, ...settings, clientId: clientId(created) }, 201);
  });

  routes.post("/subscriptions/:id/certificates", async (c) => {
    const pem = await Input.read(c, (input) => input.string("certificate", 20_000));
    const uploaded = subscriptions.uploadCertificate(requireSubscription(c), pem);
    const { thumbprint, notAfter, violations } = uploaded;
    if (violations.length === 0) return c.json({ thumbprint, notAfter }, 201);
    const message = violations.map((each) => each.message).join(" ");
    return c.json({ error: "certificate-policy", message, violations }, 400);
  });

  routes.post("/subscriptions/:id/secret", (c) => {
    const subscription = requireSubscription(c);
    const secret = subscriptions.generateSecret(subscription);
    return c.json({ clientId: clientId(subscription), secret }, 201);
  });

  routes.put("/subscriptions/:id/notifications", async (c) => {
    const subscription = requireSubscription(c);
    const settings = await Input.read(c, (input) => ({
      bearerToken: input.string("bearerToken", 255),
      ca: optionalCa(input),
    }));
    subscriptions.setNotifications(subscription, settings.bearerToken, settings.ca);
    return c.json({ id: subscription.id });
  });

  routes.get("/certificate", (c) => pemBody(c, key.certificate));

  routes.get("/notifications", async (c) =>
    c.json(await notifications.deliveries.settled(waitSignal(c, context.stopping))),
  );

  routes.post("/payments/:id/status", async (c) => {
    const status = await Input.read(c, (input) => input.oneOf("status", paymentStatuses));
    const payment = payments.find(c.req.param("id"));
    if (payment === undefined) throw notFound(`payment ${c.req.param("id")}`);
    payments.setStatus(payment, status);
    return c.json(payments.describe(payment));
  });

  routes.get("/requests", (c) => c.json(worldline.log.list()));
  return routes;
}
