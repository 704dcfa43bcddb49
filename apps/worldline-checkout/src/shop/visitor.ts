import { randomBytes } from "node:crypto";
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { type BasketLine, formatBasket, parseBasket } from "./basket.js";

/** What a browser remembers for us: who it is, the basket, and what was ordered last. */
export interface Visitors {
  /** The visitor's own id, given with this answer where there is none yet. */
  readonly session: (c: Context) => string;
  readonly basket: (c: Context) => readonly BasketLine[];
  readonly keepBasket: (c: Context, lines: readonly BasketLine[]) => void;
  /** The id of the order last placed, until it is known to be paid. */
  readonly ordered: (c: Context) => string | undefined;
  /** Undefined forgets it. */
  readonly keepOrdered: (c: Context, id: string | undefined) => void;
}

const dayS = 24 * 60 * 60;

/** @param isHttps cookies then go over TLS only, and to this host only. */
export function createVisitors(isHttps: boolean): Visitors {
  const options = { path: "/", httpOnly: true, sameSite: "Lax", secure: isHttps } as const;
  const prefix = isHttps ? ({ prefix: "host" } as const) : {};
  const read = (c: Context, name: string) => (isHttps ? getCookie(c, name, "host") : getCookie(c, name));
  // What this answer sets is not in the request's cookies: it is looked up in the context first.
  return {
    session(c) {
      const known = c.get("session") ?? read(c, "visitor");
      if (known !== undefined && /^[0-9a-f]{32}$/.test(known)) return known;
      const session = randomBytes(16).toString("hex");
      c.set("session", session);
      setCookie(c, "visitor", session, { ...options, ...prefix, maxAge: 30 * dayS });
      return session;
    },
    basket: (c) => c.get("basket") ?? parseBasket(read(c, "basket")),
    keepBasket(c, lines) {
      c.set("basket", lines);
      if (lines.length === 0) deleteCookie(c, "basket", { ...options, ...prefix });
      else setCookie(c, "basket", formatBasket(lines), { ...options, ...prefix, maxAge: 7 * dayS });
    },
    ordered: (c) => read(c, "ordered"),
    keepOrdered(c, id) {
      if (id === undefined) deleteCookie(c, "ordered", { ...options, ...prefix });
      else setCookie(c, "ordered", id, { ...options, ...prefix, maxAge: 7 * dayS });
    },
  };
}
