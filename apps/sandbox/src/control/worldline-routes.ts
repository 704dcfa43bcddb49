import { type Context, Hono } from "hono";
import type { SandboxContext } from "../context.js";
import { present } from "../present.js";
import { worldlineFaultKinds } from "../worldline/faults.js";
import { notificationModes } from "../worldline/notifications.js";
import { paymentStatuses } from "../worldline/payments.js";
import type { NotificationAuthentication } from "../worldline/state.js";
import { services } from "../worldline/subscriptions.js";
import type { Worldline } from "../worldline/worldline.js";
import { CertificatePolicyError } from "./certificate-policy-error.js";
import { badRequest, notFound } from "./errors.js";
import { Input, optionalCa, waitSignal } from "./input.js";
import { pemBody } from "./pem-body.js";
import type { UploadedCertificateSummary, WorldlinePortal } from "./worldline-portal.js";

/** What a merchant does in the back office of the Open Banking Service, as plain JSON. */
export function worldlineRoutes(
  worldline: Worldline,
  portal: WorldlinePortal,
  context: SandboxContext,
): Hono {
  const routes = new Hono();
  const param = (c: Context, name: string): string => c.req.param(name) ?? "";

  routes.get("/subscriptions", (c) => c.json(portal.subscriptions()));

  routes.post("/subscriptions", async (c) => {
    const settings = await Input.read(c, (input) => ({
      initiatingPartyId: input.identifier("initiatingPartyId"),
      subId: input.optionalIdentifier("subId"),
      client: input.identifier("client"),
      tenant: input.optionalIdentifier("tenant"),
      services: input.someOf("services", services),
    }));
    return c.json(portal.createSubscription(present(settings)), 201);
  });

  routes.put("/subscriptions/:id", async (c) => {
    const changes = await Input.read(c, (input) => ({
      isActive: input.optionalBoolean("isActive"),
      hasRefunds: input.optionalBoolean("hasRefunds"),
      amountLimit: input.optionalString("amountLimit", 20),
      returnUrl: input.optionalString("returnUrl", 4000),
    }));
    return c.json(portal.changeSubscription(param(c, "id"), present(changes)));
  });

  const upload = async (c: Context, keep: (pem: string) => UploadedCertificateSummary) => {
    const pem = await Input.read(c, (input) => input.string("certificate", 20_000));
    try {
      return c.json(keep(pem), 201);
    } catch (error) {
      if (!(error instanceof CertificatePolicyError)) throw error;
      const { code, message, violations } = error;
      return c.json({ error: code, message, violations }, 400);
    }
  };

  routes.post("/subscriptions/:id/certificates", (c) =>
    upload(c, (pem) => portal.uploadCertificate(param(c, "id"), pem)),
  );
  routes.post("/merchants/:id/certificates", (c) =>
    upload(c, (pem) => portal.uploadMerchantCertificate(param(c, "id"), pem)),
  );
  routes.post("/merchants/:id/secret", (c) => c.json(portal.generateSecret(param(c, "id")), 201));

  routes.post("/subscriptions/:id/secret", (c) => {
    const subscription = portal.subscriptions().find(({ id }) => id === param(c, "id"));
    if (subscription === undefined) throw notFound(`subscription ${param(c, "id")}`);
    const { secret } = portal.generateSecret(subscription.merchantId);
    return c.json({ clientId: subscription.clientId, secret }, 201);
  });

  routes.put("/subscriptions/:id/notifications", async (c) => {
    const { ca, debtorTokenUrl, ...given } = await Input.read(c, (input) => ({
      bearerToken: input.optionalString("bearerToken", 255),
      clientCredentials: input.optionalObject("clientCredentials", (client) => ({
        tokenUrl: client.string("tokenUrl", 4000),
        clientId: client.string("clientId", 255),
        clientSecret: client.string("clientSecret", 255),
        sentAs: client.oneOf("sentAs", ["basic", "query", "form"] as const),
      })),
      ca: optionalCa(input),
      debtorTokenUrl: input.optionalString("debtorTokenUrl", 4000),
    }));
    const authentication = oneAuthentication(given.bearerToken, given.clientCredentials);
    portal.setNotifications(param(c, "id"), present({ authentication, ca, debtorTokenUrl }));
    return c.json({ id: param(c, "id") });
  });

  routes.get("/certificate", (c) => pemBody(c, portal.certificate()));
  routes.get("/certificates", (c) => c.json(portal.certificates()));
  routes.post("/certificates", async (c) => c.json(await portal.publishCertificate(), 201));
  routes.post("/certificates/:thumbprint/use", (c) => c.json(portal.useCertificate(param(c, "thumbprint"))));

  routes.get("/notifications", async (c) =>
    c.json(await portal.notifications(waitSignal(c, context.stopping))),
  );
  routes.get("/notification-mode", (c) => c.json({ mode: portal.notificationMode() }));
  routes.put("/notification-mode", async (c) => {
    portal.setNotificationMode(await Input.read(c, (input) => input.oneOf("mode", notificationModes)));
    return c.json({ mode: portal.notificationMode() });
  });
  routes.post("/notifications/release", async (c) => c.json(await portal.releaseNotifications()));

  routes.get("/payments", (c) => c.json(portal.payments()));
  routes.post("/payments/:id/status", async (c) => {
    const status = await Input.read(c, (input) => input.oneOf("status", paymentStatuses));
    return c.json(portal.setPaymentStatus(param(c, "id"), status));
  });

  routes.post("/faults", async (c) => {
    const settings = await Input.read(c, (input) => ({
      fault: input.oneOf("fault", worldlineFaultKinds),
      on: input.optionalObject("on", (on) =>
        present({ method: on.optionalString("method", 10), path: on.optionalString("path", 500) }),
      ),
      times: input.optionalInteger("times", 1, 1_000),
      code: input.optionalString("code", 3),
      delayMs: input.optionalInteger("delayMs", 0, 600_000),
    }));
    return c.json(portal.faults.add(present(settings)), 201);
  });
  routes.get("/faults", (c) => c.json(portal.faults.list()));
  routes.delete("/faults", (c) => {
    portal.faults.clear();
    return c.json(portal.faults.list());
  });

  routes.get("/requests", (c) => c.json(worldline.log.list()));
  return routes;
}

function oneAuthentication(
  bearerToken: string | undefined,
  clientCredentials: NotificationAuthentication | undefined,
): NotificationAuthentication {
  const fromToken = bearerToken === undefined ? undefined : { bearerToken };
  const authentication = clientCredentials ?? fromToken;
  if (authentication !== undefined && (fromToken === undefined || clientCredentials === undefined)) {
    return authentication;
  }
  throw badRequest('Send either "bearerToken" or "clientCredentials".');
}
