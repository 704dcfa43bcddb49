import { type Context, Hono } from "hono";
import type { ClearBank } from "../clearbank/clearbank.js";
import type { Clearstream } from "../clearstream/clearstream.js";
import type { SandboxContext } from "../context.js";
import { errorText } from "../errors.js";
import type { InstitutionKeys } from "../pki/institution-keys.js";
import { listRules } from "../rule-catalogue.js";
import { version } from "../version.js";
import { Refusal } from "../wire/refusal.js";
import type { Worldline } from "../worldline/worldline.js";
import type { WorldlineIssuing } from "../worldline-issuing/institution.js";
import { clearBankInstitutionRoutes } from "./clearbank-institution-routes.js";
import { clearstreamRoutes } from "./clearstream-routes.js";
import { ControlError } from "./errors.js";
import { Input } from "./input.js";
import { loopbackOnly } from "./loopback-guard.js";
import { pemBody } from "./pem-body.js";
import { createControls, longestMoveSeconds } from "./sandbox-controls.js";
import { worldlineIssuingRoutes } from "./worldline-issuing-routes.js";
import { worldlineRoutes } from "./worldline-routes.js";

export interface Institutions {
  readonly clearbank: ClearBank;
  readonly clearstream: Clearstream;
  readonly worldline: Worldline;
  readonly worldlineIssuing: WorldlineIssuing;
}

/** What a person does in the institutions' portals, as plain JSON. */
export function createControlApi(
  { clearbank, clearstream, worldline, worldlineIssuing }: Institutions,
  context: SandboxContext,
  keys: InstitutionKeys,
): Hono {
  const { store, switches, urls } = context;
  const controls = createControls({ clearbank, worldline, worldlineIssuing }, context);
  const app = new Hono();

  app.use(loopbackOnly);
  // An answer says that something is done: it is on disk by then.
  app.use(async (_context, next) => {
    await next();
    await store.saved();
  });

  app.get("/", (c) =>
    c.json({ name: "countersign-sandbox", version, urls: urls(), endpoints: endpointsOf(app) }),
  );
  app.get("/ca.pem", (c) => pemBody(c, keys.caBundle));
  app.get("/rules", (c) => c.json(listRules()));
  app.get("/switches", (c) => c.json(switches.list()));
  app.put("/switches/:name", async (c) => {
    const value = await Input.read(c, (input) => input.value("value"));
    return c.json(controls.setSwitch(c.req.param("name"), value));
  });
  app.get("/clock", (c) => c.json({ now: controls.now() }));
  app.post("/clock/advance", async (c) => {
    const seconds = await Input.read(c, (input) => input.number("seconds", 0, longestMoveSeconds));
    return c.json({ now: await controls.advanceClock(seconds) });
  });
  app.get("/transcript", (c) => c.json(controls.transcript()));
  app.route(
    "/clearbank",
    clearBankInstitutionRoutes(clearbank, context, controls.createClearBankInstitution),
  );
  app.route("/clearstream", clearstreamRoutes(clearstream));
  app.route("/worldline", worldlineRoutes(worldline, controls.worldline, context));
  app.route("/worldline-issuing", worldlineIssuingRoutes(worldlineIssuing, controls.worldlineIssuing));

  app.notFound((c) =>
    c.json({ error: "not-found", message: `There is no ${c.req.method} ${c.req.path}.` }, 404),
  );
  app.onError((error, c) => answerError(error, c, context.warn));
  return app;
}

function answerError(error: Error, c: Context, warn: (message: string) => void): Response {
  if (error instanceof ControlError) {
    return c.json({ error: error.code, message: error.message }, error.status);
  }
  // What a portal refuses follows an institution's rule, and names it like everywhere else.
  if (error instanceof Refusal) {
    return c.json({ error: error.rule.id, message: error.reason }, 400, error.headers);
  }
  warn(`control: ${c.req.method} ${c.req.path} failed: ${errorText(error)}`);
  if (process.env.DEBUG) console.error(error);
  return c.json({ error: "internal", message: "The sandbox failed; its error output says how." }, 500);
}

function endpointsOf(app: Hono): string[] {
  return app.routes.filter(({ method }) => method !== "ALL").map(({ method, path }) => `${method} ${path}`);
}
