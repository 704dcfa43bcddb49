import { decodeBase64, encodeBase64 } from "../digest/base64.js";
import { SignatureError } from "../errors.js";

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
  const found = splitParameters(value, syntax);
  const keyId = line(found, syntax.exactNames ? "keyId" : "keyid");
  if (!keyId) throw malformedParameter("keyId", "is required and must not be empty");
  const encoded = found.get("signature")?.text;
  if (!encoded) throw malformedParameter("signature", "is required and must not be empty", keyId);
  const signature = decodeBase64(encoded);
  if (!signature) throw malformedParameter("signature", "must be standard base64 with padding", keyId);
  const parameters: { -readonly [name in keyof SignatureParameters]: SignatureParameters[name] } = {
    keyId,
    signature,
  };
  const algorithm = line(found, "algorithm");
  if (algorithm !== undefined) parameters.algorithm = algorithm;
  const created = integer(found, "created", keyId, syntax);
  if (created !== undefined) parameters.created = created;
  const expires = integer(found, "expires", keyId, syntax);
  if (expires !== undefined) parameters.expires = expires;
  const headers = line(found, "headers");
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

interface Found {
  readonly text: string;
  readonly quoted: boolean;
}

/** What a character can be part of in a list of auth-params, as bits. */
const tokenBit = 1;
const blankBit = 2;
const commaBit = 4;

/** The bits of each character, by its code: a token is as RFC 7230 section 3.2.6 has it. */
const classes = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (/[!#$%&'*+\-.^_`|~0-9A-Za-z]/.test(character)) return tokenBit;
  if (character === ",") return commaBit;
  return character === " " || character === "\t" ? blankBit : 0;
});

const equalsSign = 0x3d;
const quotationMark = 0x22;
const comma = 0x2c;
const backslash = 0x5c;

/**
 * Splits a list of auth-params (RFC 7235 section 2.1), `token BWS "=" BWS ( token / quoted-string )`, in one
 * pass. Empty elements of the list are passed over (RFC 7230 section 7).
 */
function splitParameters(value: string, { exactNames }: SignatureSyntax): Map<string, Found> {
  const found = new Map<string, Found>();
  let position = skip(value, 0, blankBit | commaBit);
  while (position < value.length) {
    const nameEnd = skip(value, position, tokenBit);
    const equals = skip(value, nameEnd, blankBit);
    const start = skip(value, equals + 1, blankBit);
    const quoted = value.charCodeAt(start) === quotationMark;
    const end = quoted ? closingQuote(value, start) : skip(value, start, tokenBit);
    if (nameEnd === position || value.charCodeAt(equals) !== equalsSign || end <= start) {
      throw malformed(value, position);
    }
    const given = value.slice(position, nameEnd);
    const name = exactNames ? given : given.toLowerCase();
    if (found.has(name)) {
      throw new SignatureError("ERR_SIGNATURE_DUPLICATE_PARAMETER", `The parameter ${given} is given twice.`);
    }
    found.set(name, {
      text: quoted ? unquote(value.slice(start + 1, end)) : value.slice(start, end),
      quoted,
    });
    const next = skip(value, quoted ? end + 1 : end, blankBit);
    if (next < value.length && value.charCodeAt(next) !== comma) throw malformed(value, next);
    position = skip(value, next, blankBit | commaBit);
  }
  return found;
}

/** The first position from here on whose character has none of these bits. */
function skip(value: string, from: number, bits: number): number {
  let position = from;
  while (position < value.length && ((classes[value.charCodeAt(position)] ?? 0) & bits) !== 0) position += 1;
  return position;
}

/** Where the quoted string that starts here ends; -1 where it never does. */
function closingQuote(value: string, start: number): number {
  const next = value.indexOf('"', start + 1);
  if (value.charCodeAt(next - 1) !== backslash) return next;
  // A backslash takes the meaning from whatever follows it, another backslash included.
  let end = start + 1;
  while (end < value.length && value[end] !== '"') end += value[end] === "\\" ? 2 : 1;
  return end < value.length ? end : -1;
}

function unquote(text: string): string {
  return text.includes("\\") ? text.replace(/\\(.)/gs, "$1") : text;
}

function malformed(value: string, position: number): SignatureError {
  // In UTF-8, read one byte to a character as HTTP parsers do, or decoded.
  const isTypographic = /[\u201c-\u201f\u2033]|\xe2\x80[\x9c-\x9f]/.test(value);
  return new SignatureError(
    "ERR_SIGNATURE_MALFORMED",
    isTypographic
      ? 'The signature header has typographic quotes; it needs the straight ".'
      : `The signature header is not a list of name="value": it cannot be read from character ${position + 1} on.`,
  );
}

/** A parameter that is text of one line: it will be shown to people and written to logs. */
function line(found: Map<string, Found>, name: string): string | undefined {
  const text = found.get(name)?.text;
  if (text !== undefined && /[^\t\x20-\x7e\x80-\xff]/.test(text)) {
    throw malformedParameter(name, "has a character that no header can carry");
  }
  return text;
}

function integer(
  found: Map<string, Found>,
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
