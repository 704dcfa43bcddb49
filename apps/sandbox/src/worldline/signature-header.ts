import { decodeBase64 } from "../wire/base64.js";
import { quoted, Refusal } from "../wire/refusal.js";
import * as rules from "./signature-rules.js";

export interface SignatureParameters {
  readonly keyId: string;
  /** What was signed, lower-cased, in the order of signing. */
  readonly headers: readonly string[];
  readonly signature: Buffer;
}

const algorithms = ["rsa-sha256", "SHA256withRSA"];
/** One auth-param of RFC 7235 and what separates it from the next; the last one has no comma behind it. */
const parameter =
  /[ \t]*([\w!#$%&'*+.^`|~-]+)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([\w!#$%&'*+.^`|~-]+))[ \t]*(?:,(?=[ \t]*[^ \t])|$)/y;
/** The four curly quotes: in UTF-8 as its bytes look to HTTP (latin1), in Windows-1252, and as themselves in a form. */
const typographic = /\u00e2\u0080[\u0098-\u009f]|[\u0091-\u0094]|[\u2018-\u201f]/;

/** Reads the value of `Authorization: Signature …`; the word in front is what names the scheme. */
export function parseAuthorization(value: string): SignatureParameters {
  const match = /^Signature[ \t]+(.*)$/s.exec(value);
  if (match === null) {
    // Not quoted whatever it is: it may be a token that went into the wrong place.
    const scheme = /^(?:Bearer|Basic)\b/i.exec(value)?.[0] ?? "something else";
    throw new Refusal(
      rules.signatureScheme,
      `Expected the word Signature and its parameters, got ${scheme}.`,
    );
  }
  return parseParameters(match[1] ?? "");
}

/** Reads a `Signature:` header. It has no scheme word, but one is sent in the wild and does no harm. */
export function parseSignature(value: string): SignatureParameters {
  return parseParameters(value.replace(/^Signature[ \t]+/, ""));
}

function parseParameters(text: string): SignatureParameters {
  const found = splitParameters(text);
  const required = (name: string) => {
    const value = found.get(name.toLowerCase());
    if (value === undefined || value === "") {
      throw new Refusal(rules.signatureSyntax, `Expected a ${name} parameter.`);
    }
    return value;
  };
  const algorithm = required("algorithm");
  if (!algorithms.includes(algorithm)) {
    throw new Refusal(
      rules.signatureAlgorithm,
      `Expected ${algorithms.join(" or ")}, got ${quoted(algorithm)}.`,
    );
  }
  const signature = decodeBase64(required("signature"));
  if (signature === undefined) {
    throw new Refusal(
      rules.signatureEncoding,
      "The signature parameter is not standard base64 with its padding.",
    );
  }
  return { keyId: required("keyId"), headers: required("headers").toLowerCase().split(/ +/), signature };
}

/** By lower-cased name: the documents write keyId and KeyID. */
function splitParameters(text: string): Map<string, string> {
  if (typographic.test(text)) {
    throw new Refusal(
      rules.signatureQuotes,
      'Expected straight quotes ("), got typographic ones; retype them.',
    );
  }
  const found = new Map<string, string>();
  parameter.lastIndex = 0;
  while (parameter.lastIndex < text.length) {
    const at = parameter.lastIndex;
    const match = parameter.exec(text);
    if (match === null) {
      throw new Refusal(
        rules.signatureSyntax,
        `Expected name="value" pairs, got something else at character ${at + 1}.`,
      );
    }
    const name = (match[1] ?? "").toLowerCase();
    if (found.has(name)) {
      throw new Refusal(rules.signatureSyntax, `Expected each parameter once, got ${quoted(name)} again.`);
    }
    found.set(name, match[3] ?? (match[2] ?? "").replace(/\\(.)/g, "$1"));
  }
  return found;
}
