import { type Context, Hono } from "hono";
import { type ClearBank, defaultInstitution } from "../clearbank/clearbank.js";
import type { SandboxContext } from "../context.js";
import { clearBankRoutes } from "./clearbank-routes.js";
import { createClearBankPortal } from "./create-clearbank-portal.js";
import { notFound } from "./errors.js";
import { Input } from "./input.js";
import type { SandboxControls } from "./sandbox-controls.js";

/** The portals of all institutions: that of the default one, and each by its id. */
export function clearBankInstitutionRoutes(
  clearbank: ClearBank,
  context: SandboxContext,
  createInstitution: SandboxControls["createClearBankInstitution"],
): Hono {
  const routes = new Hono();
  const portalOf = (c: Context) => {
    const id = c.req.param("institution") ?? defaultInstitution;
    const institution = clearbank.institution(id);
    if (institution === undefined)
      throw notFound(`institution ${id}: GET /clearbank/institutions lists them`);
    return createClearBankPortal(institution);
  };

  routes.get("/institutions", (c) => c.json(clearbank.institutions().map(({ state }) => ({ id: state.id }))));

  routes.post("/institutions", async (c) => {
    const id = await Input.read(c, (input) => input.optionalIdentifier("id"));
    const created = await createInstitution(id);
    return c.json({ id: created.id }, 201);
  });

  routes.get("/requests", (c) => c.json(clearbank.log.list()));

  routes.get("/institutions/:institution/requests", (c) => {
    const { id } = portalOf(c);
    return c.json(clearbank.log.list().filter(({ institution }) => institution === id));
  });

  const portal = clearBankRoutes(portalOf, context);
  routes.route("/institutions/:institution", portal);
  routes.route("/", portal);
  return routes;
}
