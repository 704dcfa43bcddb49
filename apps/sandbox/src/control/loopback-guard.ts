import type { MiddlewareHandler } from "hono";
import { ControlError } from "./errors.js";

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/**
 * The port is open to every page in a browser on this machine. A name that an attacker has pointed at 127.0.0.1
 * shows in Host, and a request from a foreign page shows in Origin.
 */
export const loopbackOnly: MiddlewareHandler = async (context, next) => {
  const host = context.req.header("host") ?? "";
  if (!loopback.test(host)) {
    throw new ControlError(403, "forbidden", "Call the control API by its address: localhost or 127.0.0.1.");
  }
  const origin = context.req.header("origin");
  if (origin !== undefined && !loopback.test(origin.replace(/^https?:\/\//, ""))) {
    throw new ControlError(403, "forbidden", "Pages from elsewhere may not call the control API.");
  }
  await next();
};
