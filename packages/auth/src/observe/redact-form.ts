import { type EscapeSyntax, hideInEscaped, mask } from "./hidden-ranges.js";
import type { RedactionRules } from "./redaction-rules.js";

/** Redacts a form, or the query of a URL, as it is written. */
export function redactForm(text: string, rules: RedactionRules): string {
  return text
    .split("&")
    .map((parameter) => {
      const [, name = "", value] = /^([^=]*)=(.*)$/s.exec(parameter) ?? [];
      return value !== undefined && rules.hidesParameter(decodeName(name))
        ? `${redactPercentEncoded(name, rules)}=${mask}`
        : redactPercentEncoded(parameter, rules);
    })
    .join("&");
}

/** Redacts what is known by its looks: it is the same with percent signs in it. */
export function redactPercentEncoded(text: string, { find }: RedactionRules): string {
  return hideInEscaped(text, percentEncoding, find);
}

/** All that is looked for is ASCII, so that a byte may stand for a character. */
const percentEncoding: EscapeSyntax = {
  pattern: /%[\dA-Fa-f]{2}|\+/g,
  decode: (written) => (written === "+" ? " " : String.fromCharCode(Number.parseInt(written.slice(1), 16))),
};

function decodeName(name: string): string {
  return new URLSearchParams(`${name}=`).keys().next().value ?? "";
}
