import { type Context, Hono } from "hono";
import { AcknowledgementError } from "../clearbank/expect-acknowledged.js";
import { faultKinds } from "../clearbank/faults.js";
import { defaultVersion } from "../clearbank/webhook-version.js";
import type { SandboxContext } from "../context.js";
import { present } from "../present.js";
import { readRawJson, writeRawJson } from "../wire/raw-json.js";
import type { ClearBankPortal } from "./clearbank-portal.js";
import { badRequest, conflict } from "./errors.js";
import { Input, optionalCa, waitSeconds, waitSignal } from "./input.js";
import { pemBody } from "./pem-body.js";

/** What people do in the ClearBank Portal of the institution that `portalOf` finds for a request. */
export function clearBankRoutes(portalOf: (c: Context) => ClearBankPortal, context: SandboxContext): Hono {
  const routes = new Hono();

  routes.post("/tokens", async (c) => {
    const request = await Input.read(c, (input) => {
      const [csr, name] = [input.string("csr"), input.string("name", 100)];
      return present({ csr, name, expiresAt: input.optionalDate("expiresAt") });
    });
    return c.json(await portalOf(c).generateToken(request), 201);
  });

  routes.get("/public-key", (c) => pemBody(c, portalOf(c).publicKey()));

  routes.put("/webhooks/:type", async (c) => {
    const type = webhookType(c.req.param("type"));
    const registration = await Input.read(c, (input) => {
      const [url, ca] = [input.string("url", 4000), optionalCa(input)];
      return present({ type, url, ca, status: input.optionalOneOf("status", ["Enabled", "Disabled"]) });
    });
    const { url, status } = portalOf(c).registerWebhook(registration);
    return c.json({ type, url, status });
  });

  routes.post("/webhooks/:type/test", async (c) => {
    const message = await Input.read(c, (input) => input.string("message"));
    return c.json(portalOf(c).sendTest(c.req.param("type"), message), 202);
  });

  routes.get("/events", (c) => c.json(portalOf(c).events()));

  routes.post("/events", async (c) => {
    const { type, version, isComplete } = await Input.read(c, (input) => ({
      type: webhookType(input.string("type", 100)),
      version: input.optionalInteger("version", 1, 1000),
      isComplete: input.value("payload") !== undefined,
    }));
    if (!isComplete) throw badRequest('The member "payload" has to be there.');
    // From the text once more: what was read above has lost the digits of its numbers.
    const { payload } = readRawJson(await c.req.text()) as { readonly payload: unknown };
    return c.json(portalOf(c).emit(type, version ?? defaultVersion(type), writeRawJson(payload)), 202);
  });

  routes.get("/deliveries", async (c) =>
    c.json(await portalOf(c).deliveries(waitSignal(c, context.stopping))),
  );

  routes.get("/deliveries/acknowledged", async (c) => {
    const type = c.req.query("type");
    try {
      const found = await portalOf(c).expectAcknowledged(present({ type }), waitSeconds(c) * 1000);
      return c.json(found);
    } catch (error) {
      if (error instanceof AcknowledgementError) throw conflict(error.message);
      throw error;
    }
  });

  routes.post("/deliveries/release", async (c) => c.json(await portalOf(c).releaseDeliveries()));

  routes.post("/deliveries/:id/retry", (c) => c.json(portalOf(c).retry(c.req.param("id")), 202));

  routes.get("/delivery-mode", (c) => c.json(portalOf(c).deliveryMode()));

  routes.put("/delivery-mode", async (c) => {
    const mode = await Input.read(c, (input) =>
      present({
        order: input.optionalOneOf("order", ["fifo", "reversed", "shuffled"]),
        copies: input.optionalInteger("copies", 1, 2) as 1 | 2 | undefined,
        hold: input.optionalBoolean("hold"),
        seed: input.optionalString("seed", 100),
      }),
    );
    return c.json(portalOf(c).setDeliveryMode(mode));
  });

  routes.get("/faults", (c) => c.json(portalOf(c).faults.list()));

  routes.post("/faults", async (c) => {
    const settings = await Input.read(c, (input) =>
      present({
        fault: input.oneOf("fault", faultKinds),
        on: input.optionalObject("on", (on) =>
          present({ method: on.optionalString("method", 10), path: on.optionalString("path", 500) }),
        ),
        times: input.optionalInteger("times", 1, 1_000_000),
        retryAfterSeconds: input.optionalInteger("retryAfterSeconds", 0, 86_400),
        delayMs: input.optionalInteger("delayMs", 0, 600_000),
        pageSize: input.optionalInteger("pageSize", 1, 1_000),
        rate: input.optionalNumber("rate", 0, 1),
        seed: input.optionalString("seed", 100),
      }),
    );
    return c.json(portalOf(c).faults.add(settings), 201);
  });

  routes.delete("/faults", (c) => {
    portalOf(c).faults.clear();
    return c.json([]);
  });

  routes.get("/held", (c) => c.json(portalOf(c).held()));

  routes.post("/held/:id/release", (c) => {
    portalOf(c).releaseHeld(c.req.param("id"));
    return c.json({ transactionId: c.req.param("id") });
  });

  routes.post("/held/:id/decline", (c) => {
    portalOf(c).declineHeld(c.req.param("id"));
    return c.json({ transactionId: c.req.param("id") });
  });

  routes.post("/inbound-payments", async (c) => {
    const payment = await Input.read(c, (input) => {
      const [iban, amount] = [input.string("iban", 34), input.string("amount", 20)];
      return present({
        ...{ iban, amount },
        debtorName: input.string("debtorName", 140),
        endToEndId: input.optionalString("endToEndId", 35),
        reference: input.optionalString("reference", 140),
        scheme: input.optionalOneOf("scheme", ["FasterPayments", "Chaps", "Bacs"]),
      });
    });
    return c.json({ transactionId: portalOf(c).receivePayment(payment) }, 201);
  });

  return routes;
}

function webhookType(text: string): string {
  if (/^[\w.]{1,100}$/.test(text)) return text;
  throw badRequest("A webhook type has letters, digits, points and _ only.");
}
