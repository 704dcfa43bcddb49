import type { Exchange } from "./exchange.js";
import { quoted, Refusal, type Rule } from "./refusal.js";

export interface Form {
  readonly fields: ReadonlyMap<string, string>;
  /** Names that came more than once: OAuth 2.0 forbids it, and taking the first or last would hide a mistake. */
  readonly repeated: readonly string[];
}

/** The body's form fields; a content type that does not say that it is a form breaks the rule. */
export function requireForm(exchange: Exchange, contentType: Rule): Form {
  const { mediaType } = exchange;
  if (mediaType !== "application/x-www-form-urlencoded") {
    const got = quoted(mediaType);
    throw new Refusal(contentType, `Expected Content-Type application/x-www-form-urlencoded, got ${got}.`);
  }
  const fields = new Map<string, string>();
  const repeated: string[] = [];
  for (const [name, value] of new URLSearchParams(exchange.body.toString("utf8"))) {
    if (fields.has(name)) repeated.push(name);
    else fields.set(name, value);
  }
  return { fields, repeated };
}

/** The fields of a form in which each may stand once. */
export function requireDistinctFields(
  exchange: Exchange,
  rules: { readonly contentType: Rule; readonly repeated: Rule },
): Form["fields"] {
  const { fields, repeated } = requireForm(exchange, rules.contentType);
  if (repeated.length > 0) {
    const got = quoted(repeated.join(", "));
    throw new Refusal(rules.repeated, `Expected each parameter once; repeated: ${got}.`);
  }
  return fields;
}
