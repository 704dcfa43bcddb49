import { SignatureError } from "../errors.js";

/** A parameter as it was given. */
export interface AuthParam {
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
export function splitAuthParams(value: string, exactNames = false): Map<string, AuthParam> {
  const found = new Map<string, AuthParam>();
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
