import type { MiddlewareHandler } from "hono";
import { secureHeaders } from "hono/secure-headers";

/**
 * Headers of every page: no script at all, nothing from elsewhere, in nobody's frame, in no cache, and no address of an
 * order told to the bank.
 *
 * @param formTargets where a form may lead: Chromium checks each redirect after it too.
 */
export function protectPages(formTargets: readonly string[], isHttps: boolean): MiddlewareHandler {
  const headers = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      formAction: ["'self'", ...formTargets],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
    },
    referrerPolicy: "same-origin",
    xFrameOptions: "DENY",
    strictTransportSecurity: isHttps ? "max-age=31536000" : false,
  });
  return async (c, next) => {
    await headers(c, next);
    // The back button then asks again, and shows what became of an order since.
    if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
  };
}
