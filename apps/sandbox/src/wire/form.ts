import type { Exchange } from "./exchange.js";

export interface Form {
  readonly fields: ReadonlyMap<string, string>;
  /** Names that came more than once: OAuth 2.0 forbids it, and taking the first or last would hide a mistake. */
  readonly repeated: readonly string[];
}

/** The body's form fields, or undefined when the content type does not say that it is a form. */
export function readForm(exchange: Exchange): Form | undefined {
  if (exchange.mediaType !== "application/x-www-form-urlencoded") return undefined;
  const fields = new Map<string, string>();
  const repeated: string[] = [];
  for (const [name, value] of new URLSearchParams(exchange.body.toString("utf8"))) {
    if (fields.has(name)) repeated.push(name);
    else fields.set(name, value);
  }
  return { fields, repeated };
}
