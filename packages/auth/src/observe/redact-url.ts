import { mask } from "./hidden-ranges.js";
import { redactForm, redactPercentEncoded } from "./redact-form.js";
import type { RedactionRules } from "./redaction-rules.js";

/** Redacts a URL, or a reference such as a Location header has: its user, path, query and fragment. */
export function redactUrl(url: string, rules: RedactionRules): string {
  const [address = "", ...parameters] = url.split(/([?#])/);
  const withoutUser = address.replace(/^([a-z][a-z\d+.-]*:\/\/)[^/]*@/i, `$1${mask}@`);
  return [
    redactPercentEncoded(withoutUser, rules),
    ...parameters.map((parameter) => redactForm(parameter, rules)),
  ].join("");
}
