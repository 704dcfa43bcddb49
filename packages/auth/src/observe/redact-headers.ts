import { hideRanges, mask } from "./hidden-ranges.js";
import { redactUrl } from "./redact-url.js";
import type { RedactionRules } from "./redaction-rules.js";

/** Headers in the order of their names, which are in lower case. */
export type RedactedHeaders = readonly (readonly [name: string, value: string])[];

export function redactHeaders(headers: Headers, rules: RedactionRules): RedactedHeaders {
  return Array.from(headers, ([name, value]) => [name, redactHeader(name, value, rules)] as const);
}

function redactHeader(name: string, value: string, rules: RedactionRules): string {
  if (rules.hidesHeader(name)) return name.endsWith("authorization") ? hideCredentials(value) : mask;
  // Base64 that has to be compared: what looks like an IBAN in it is none.
  if (name === "signature" || name === "digest") return value;
  if (/^(?:https?:\/\/|\/)/i.test(value)) return redactUrl(value, rules);
  return hideRanges(value, rules.find(value));
}

/** The scheme stays (RFC 9110 section 11.4). */
function hideCredentials(value: string): string {
  const scheme = /^([a-z][a-z\d-]*) +\S/i.exec(value)?.[1];
  return scheme ? `${scheme} ${mask}` : mask;
}
