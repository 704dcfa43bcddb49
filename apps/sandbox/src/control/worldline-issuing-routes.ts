import { Hono } from "hono";
import type { WorldlineIssuing } from "../worldline-issuing/institution.js";
import type { WorldlineIssuingPortal } from "./worldline-issuing-portal.js";

/** What Worldline does for an issuer before the first request, as plain JSON. */
export function worldlineIssuingRoutes({ log }: WorldlineIssuing, portal: WorldlineIssuingPortal): Hono {
  const routes = new Hono();
  routes.post("/issuers", (c) => c.json(portal.createIssuer(), 201));
  routes.get("/issuers/:id", (c) => c.json(portal.issuer(c.req.param("id"))));
  routes.get("/requests", (c) => c.json(log.list()));
  return routes;
}
