import { decodeBase64, encodeBase64 } from "../digest/base64.js";
import { SignatureError } from "../errors.js";
import { type AuthParam, splitAuthParams } from "./auth-params.js";

/** The parameters of a signature header. */
export interface SignatureParameters {
  /** Names the key; what it looks like is agreed between the two sides. */
  readonly keyId: string;
  /** The label of the algorithm as it stands in the header: `rsa-sha256`, `SHA256withRSA`, `hs2019`. */
  readonly algorithm?: string;
  /** Unix time in seconds at which the signature was made. */
  readonly created?: number;
  /** Unix time in seconds from which the signature no longer holds. */
  readonly expires?: number;
  /** What is covered, lower case, in the order of signing; absent means `(created)`. */
  readonly headers?: readonly string[];
  /** Decoded; in the header it is base64. */
  readonly signature: Uint8Array;
}

/** Where a counterpart departs from the draft, or from how it is read here. All off by default. */
export interface SignatureSyntax {
  /** Takes `keyId` for another name than `keyid`, which then is an unknown parameter and passed over. */
  readonly exactNames?: boolean;
  /** Takes `created="1402170695"`, a string where the draft has an integer. */
  readonly quotedTimes?: boolean;
  /** Takes several blanks between the names in `headers`. */
  readonly extraBlanks?: boolean;
  /** Takes a name that stands in `headers` twice. */
  readonly repeatedNames?: boolean;
}

/**
 * Parses the value of a `Signature` header, or what follows the scheme in `Authorization: Signature …`.
 * Names are compared without regard to case; unknown parameters are passed over; a parameter given twice,
 * an unterminated string or anything after the last parameter is refused.
 *
 * @throws {@link SignatureError} `ERR_SIGNATURE_MALFORMED`, `ERR_SIGNATURE_DUPLICATE_PARAMETER`,
 * `ERR_SIGNATURE_PARAMETER` (a required one is absent, or one has an impossible value).
 *
 * @see draft-cavage-http-signatures-12 sections 2.1, 2.2 and 4.1
 */
export function parseSignatureHeader(value: string, syntax: SignatureSyntax = {}): SignatureParameters {
  const found = splitAuthParams(value, syntax.exactNames);
  const keyId = line(found, "keyId", syntax);
  if (!keyId) throw malformedParameter("keyId", "is required and must not be empty");
  const encoded = found.get("signature")?.text;
  if (!encoded) throw malformedParameter("signature", "is required and must not be empty", keyId);
  const signature = decodeBase64(encoded);
  if (!signature) throw malformedParameter("signature", "must be standard base64 with padding", keyId);
  const parameters: { -readonly [name in keyof SignatureParameters]: SignatureParameters[name] } = {
    keyId,
    signature,
  };
  const algorithm = line(found, "algorithm", syntax);
  if (algorithm !== undefined) parameters.algorithm = algorithm;
  const created = integer(found, "created", keyId, syntax);
  if (created !== undefined) parameters.created = created;
  const expires = integer(found, "expires", keyId, syntax);
  if (expires !== undefined) parameters.expires = expires;
  const headers = line(found, "headers", syntax);
  if (headers !== undefined) parameters.headers = coveredNames(headers, keyId, syntax);
  return parameters;
}

/**
 * The value of a `Signature` header; for `Authorization`, put `Signature ` before it.
 *
 * @throws TypeError for a value that no header can carry.
 */
export function formatSignatureHeader(parameters: SignatureParameters): string {
  const { keyId, algorithm, created, expires, headers, signature } = parameters;
  let value = `keyId=${quote("keyId", keyId)}`;
  if (algorithm !== undefined) value += `,algorithm=${quote("algorithm", algorithm)}`;
  if (created !== undefined) value += `,created=${seconds("created", created)}`;
  if (expires !== undefined) value += `,expires=${seconds("expires", expires)}`;
  if (headers) value += `,headers=${quote("headers", headers.join(" "))}`;
  return `${value},signature="${encodeBase64(signature)}"`;
}

/** A parameter that is text of one line: it will be shown to people and written to logs. */
function line(
  found: Map<string, AuthParam>,
  name: string,
  { exactNames }: SignatureSyntax,
): string | undefined {
  const text = found.get(exactNames ? name : name.toLowerCase())?.text;
  if (text !== undefined && /[^\t\x20-\x7e\x80-\xff]/.test(text)) {
    throw malformedParameter(name, "has a character that no header can carry");
  }
  return text;
}

function integer(
  found: Map<string, AuthParam>,
  name: string,
  keyId: string,
  { quotedTimes }: SignatureSyntax,
): number | undefined {
  const given = found.get(name);
  if (!given) return undefined;
  if ((given.quoted && !quotedTimes) || !/^\d{1,15}$/.test(given.text)) {
    throw malformedParameter(name, "must be an integer without quotes, in seconds", keyId);
  }
  return Number(given.text);
}

function coveredNames(
  text: string,
  keyId: string,
  { extraBlanks, repeatedNames }: SignatureSyntax,
): string[] {
  const names = text.toLowerCase().split(extraBlanks ? / +/ : " ");
  if (names.includes(""))
    throw malformedParameter("headers", "must be names with single blanks between", keyId);
  if (!repeatedNames && new Set(names).size < names.length) {
    throw malformedParameter("headers", "names one twice", keyId);
  }
  return names;
}

function malformedParameter(name: string, what: string, keyId?: string): SignatureError {
  return new SignatureError(
    "ERR_SIGNATURE_PARAMETER",
    `The parameter ${name} ${what}.`,
    keyId === undefined ? {} : { keyId },
  );
}

function quote(name: string, value: string): string {
  if (/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/.test(value)) return `"${value}"`;
  if (!/^[\t \x21-\x7e\x80-\xff]+$/.test(value)) {
    throw new TypeError(`${name} must be text of one line in Latin-1, and not empty`);
  }
  return `"${value.replace(/["\\]/g, "\\$&")}"`;
}

function seconds(name: string, value: number): number {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new TypeError(`${name} must be Unix time in whole seconds`);
  return value;
}
