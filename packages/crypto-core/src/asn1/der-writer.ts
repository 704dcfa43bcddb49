import { isDottedOid } from "./oids.js";
import { tags } from "./tags.js";

/** One value in DER: the tag, the length in as few bytes as it takes, and the content (X.690 section 10.1). */
export function encodeDer(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, part) => sum + part.length, 0);
  const bytes = new Uint8Array(1 + lengthOfLength(length) + length);
  bytes[0] = tag;
  let offset = writeLength(bytes, length);
  for (const part of contents) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}

export function sequence(...values: readonly Uint8Array[]): Uint8Array {
  return encodeDer(tags.sequence, ...values);
}

/** SET OF: DER puts the encodings in ascending order (X.690 section 11.6). */
export function setOf(...values: readonly Uint8Array[]): Uint8Array {
  return encodeDer(tags.set, ...[...values].sort(Buffer.compare));
}

/** An INTEGER that is zero or more, from a number or from big-endian bytes. */
export function unsignedInteger(value: number | Uint8Array): Uint8Array {
  const bytes = typeof value === "number" ? numberToBytes(value) : value;
  const first = bytes.findIndex((byte) => byte !== 0);
  const minimal = first < 0 ? new Uint8Array(1) : bytes.subarray(first);
  // A set top bit would make it negative.
  const sign = new Uint8Array((minimal[0] ?? 0) >= 0x80 ? 1 : 0);
  return encodeDer(tags.integer, sign, minimal);
}

export function boolean(value: boolean): Uint8Array {
  return encodeDer(tags.boolean, Uint8Array.of(value ? 0xff : 0));
}

export function nullValue(): Uint8Array {
  return encodeDer(tags.null);
}

export function octetString(bytes: Uint8Array): Uint8Array {
  return encodeDer(tags.octetString, bytes);
}

/** A BIT STRING of whole bytes. */
export function bitString(bytes: Uint8Array): Uint8Array {
  return encodeDer(tags.bitString, new Uint8Array(1), bytes);
}

/** A BIT STRING of named bits, the first one the top bit: trailing zeros are left out (X.690 section 11.2.2). */
export function namedBits(positions: readonly number[]): Uint8Array {
  const highest = Math.max(-1, ...positions);
  const bytes = new Uint8Array(Math.ceil((highest + 1) / 8));
  for (const position of positions) {
    const index = position >> 3;
    bytes[index] = (bytes[index] ?? 0) | (0x80 >> (position & 7));
  }
  return encodeDer(tags.bitString, Uint8Array.of(bytes.length * 8 - (highest + 1)), bytes);
}

/** @throws TypeError where the text is not a dotted object identifier. */
export function objectIdentifier(dotted: string): Uint8Array {
  if (!isDottedOid(dotted)) throw new TypeError(`not an object identifier: ${dotted}`);
  const [first = 0n, second = 0n, ...rest] = dotted.split(".").map(BigInt);
  return encodeDer(tags.objectIdentifier, ...[first * 40n + second, ...rest].map(base128));
}

export function utf8String(text: string): Uint8Array {
  return encodeDer(tags.utf8String, Buffer.from(text, "utf8"));
}

/** UTF-16, big-endian: what PKCS#12 keeps friendly names in. */
export function bmpString(text: string): Uint8Array {
  return encodeDer(tags.bmpString, Buffer.from(text, "utf16le").swap16());
}

/**
 * A time in whole seconds (a fraction is cut off): UTCTime through 2049 and GeneralizedTime from 2050, as
 * RFC 5280 section 4.1.2.5 wants it.
 *
 * @throws TypeError before 1950 and after 9999, and where the date is invalid.
 */
export function time(date: Date): Uint8Array {
  const year = date.getUTCFullYear();
  if (!(year >= 1950 && year <= 9999)) throw new TypeError("a certificate's time is between 1950 and 9999");
  const digits = `${date.toISOString().slice(0, 19).replace(/\D/g, "")}Z`;
  return year < 2050
    ? encodeDer(tags.utcTime, Buffer.from(digits.slice(2), "latin1"))
    : encodeDer(tags.generalizedTime, Buffer.from(digits, "latin1"));
}

/** [number] EXPLICIT, or the implicit tag of something constructed. */
export function contextConstructed(number: number, ...values: readonly Uint8Array[]): Uint8Array {
  return encodeDer(tags.contextConstructed + number, ...values);
}

/** The implicit tag of something primitive. */
export function contextPrimitive(number: number, content: Uint8Array): Uint8Array {
  return encodeDer(tags.contextPrimitive + number, content);
}

function lengthOfLength(length: number): number {
  return length < 0x80 ? 1 : 1 + numberToBytes(length).length;
}

function writeLength(bytes: Uint8Array, length: number): number {
  if (length < 0x80) {
    bytes[1] = length;
    return 2;
  }
  const digits = numberToBytes(length);
  bytes[1] = 0x80 | digits.length;
  bytes.set(digits, 2);
  return 2 + digits.length;
}

function numberToBytes(value: number): Uint8Array {
  if (!Number.isSafeInteger(value) || value < 0)
    throw new TypeError(`not a whole number of zero or more: ${value}`);
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, "hex");
}

/** Seven bits to a byte, most significant first, every byte but the last marked (X.690 section 8.19.2). */
function base128(value: bigint): Uint8Array {
  const bytes = [Number(value & 0x7fn)];
  for (let rest = value >> 7n; rest > 0n; rest >>= 7n) bytes.unshift(Number(rest & 0x7fn) | 0x80);
  return Uint8Array.from(bytes);
}
