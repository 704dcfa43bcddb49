import { isLoopbackHost } from "@countersign/service";
import type { MiddlewareHandler } from "hono";
import { basicAuth } from "hono/basic-auth";

/**
 * Lets operators in: with the password, or without one where only this machine can connect. There the Host header has
 * to be this machine's, so that no web page can have a browser here read it by a name of its own (DNS rebinding).
 */
export function guardOperator(password: string | undefined): MiddlewareHandler {
  if (password !== undefined)
    return basicAuth({ username: "operator", password, realm: "Harbour Goods, office" });
  return async (c, next) => {
    if (!isLoopbackHost(new URL(c.req.url).hostname)) return c.text("Ask for 127.0.0.1 or localhost.\n", 403);
    return await next();
  };
}
