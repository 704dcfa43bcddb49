import { hideRanges } from "./hidden-ranges.js";
import { redactForm } from "./redact-form.js";
import { type RedactedHeaders, redactHeaders } from "./redact-headers.js";
import { redactJson } from "./redact-json.js";
import { redactUrl } from "./redact-url.js";
import { type RedactorSettings, redactionRules } from "./redaction-rules.js";

/** Takes out of messages what must not be recorded or logged; `***` stands in its place. */
export interface Redactor {
  /** Headers with what is secret masked. */
  headers(headers: Headers): RedactedHeaders;
  /** A URL with what is secret masked. */
  url(url: URL | string): string;
  /** A body as text; of one that is no text a note of its length, such as `[70000 bytes]`. */
  body(body: Uint8Array, contentType: string | null): string;
  /** Any other text, such as an error's message. */
  text(text: string): string;
}

/**
 * Makes a redactor. Passwords, client secrets, tokens, private keys, credentials in headers and the
 * DigitalSignature header are masked always, by their names and, JSON Web Tokens and PEM private keys, wherever
 * they stand. Personal data are masked by the names given, IBANs (all but four characters at either end) and card
 * numbers (all but the last four digits) wherever they stand.
 *
 * What is not masked stays character for character, so that a record shows what was sent: blanks, escapes, the
 * order of members, the digits of numbers.
 *
 * @example
 * ```ts
 * const redactor = createRedactor({ personalFields: ["DebtorName"] });
 * const body = new TextEncoder().encode('{"DebtorName": "A. Person", "Amount": 1.10}');
 * redactor.body(body, "application/json"); // {"DebtorName": "***", "Amount": 1.10}
 * ```
 */
export function createRedactor(settings: RedactorSettings = {}): Redactor {
  const rules = redactionRules(settings);
  const redactText = (text: string) => hideRanges(text, rules.find(text));
  return {
    headers: (headers) => redactHeaders(headers, rules),
    url: (url) => redactUrl(String(url), rules),
    body(body, contentType) {
      const type = contentType ?? "";
      const text = decodeText(body, type);
      if (text === undefined) return `[${body.byteLength} bytes]`;
      const redact = { json: redactJson, form: redactForm, text: redactText }[formatOf(text, type)];
      return redact(text, rules);
    },
    text: redactText,
  };
}

/** Types of which nothing is shown, even where the bytes happen to be UTF-8. */
const binary =
  /^(?:image|audio|video|font|multipart)\/|^application\/(?:octet-stream|pdf|zip|gzip|(?:x-)?pkcs)/i;

function decodeText(body: Uint8Array, type: string): string | undefined {
  if (binary.test(type) || body.includes(0)) return undefined;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** By its looks, as types are missing or wrong just when somebody looks for a mistake; else by its type. */
function formatOf(text: string, type: string): "json" | "form" | "text" {
  if (/^\s*[{[]/.test(text)) return "json";
  if (/^[\w.~%+-]+=\S*$/.test(text) || /x-www-form-urlencoded/i.test(type)) return "form";
  return /[/+]json\b/i.test(type) ? "json" : "text";
}
