import { Refusal } from "./refusal.js";

/** What a request asks for. */
export interface RequestTarget {
  /** Path and query, as they are sent on. */
  readonly path: string;
  /** Of the absolute form, `http://host/path` (RFC 9112 section 3.2.2). */
  readonly authority?: string;
}

/** @throws Refusal */
export function readRequestTarget(target: string): RequestTarget {
  if (target.startsWith("/")) return { path: target };
  const [, authority, rest = ""] = /^https?:\/\/([^/?#@]+)([/?].*)?$/i.exec(target) ?? [];
  if (authority === undefined) throw unreadable();
  return { authority, path: rest.startsWith("/") ? rest : `/${rest}` };
}

/**
 * Refuses what servers do not agree on how to read: what looks like `/playground/../scim2` to one of them must not
 * look like `/playground/…` here.
 *
 * @throws Refusal
 */
export function checkPath(target: string, allow: readonly string[]): void {
  const [path = ""] = target.split("?", 1);
  const isAmbiguous =
    // Printable ASCII without what belongs in no path.
    !/^\/[\x21-\x7e]*$/.test(path) ||
    /[\\#"<>^`{|}]/.test(path) ||
    path.includes("//") ||
    // Encoded slashes, backslashes, dots and controls, and the same encoded twice.
    /%(25)*(2f|5c|2e|[01][0-9a-f]|7f)/i.test(path) ||
    /%(?![0-9a-f]{2})/i.test(path) ||
    // Dot segments, those included that carry a parameter: /..;/
    /\/\.{1,2}(;[^/]*)?(\/|$)/.test(path);
  if (isAmbiguous) throw unreadable();
  if (!allow.some((prefix) => isBelow(path, prefix))) {
    throw new Refusal("ERR_PROXY_PATH", "This path is not among those that the proxy's setting allow names.");
  }
}

function isBelow(path: string, prefix: string): boolean {
  return path === prefix || path.startsWith(prefix.endsWith("/") ? prefix : `${prefix}/`);
}

function unreadable(): Refusal {
  return new Refusal(
    "ERR_PROXY_REQUEST",
    "The request's target can be read in more than one way: send a plain path, without dot segments, empty segments, encoded slashes and encoded dots.",
  );
}
