import { DerError } from "./der-error.js";
import { type DerValue, expectTag } from "./der-reader.js";
import { tags } from "./tags.js";

/** The bytes of an INTEGER, two's complement, in as few as it takes. */
export function readIntegerBytes(value: DerValue, what: string): Uint8Array {
  expectTag(value, tags.integer, what);
  const [first, second = 0] = value.content;
  if (first === undefined) throw new DerError(`${what}: an empty INTEGER`);
  const isPadded =
    value.content.length > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
  if (isPadded) throw new DerError(`${what}: an INTEGER in more bytes than it takes`);
  return value.content;
}

/** An INTEGER of zero or more that a number can hold exactly. */
export function readUnsigned(value: DerValue, what: string): number {
  const bytes = readIntegerBytes(value, what);
  if ((bytes[0] ?? 0) >= 0x80) throw new DerError(`${what}: a negative INTEGER`);
  if (bytes.length > 6) throw new DerError(`${what}: an INTEGER of ${bytes.length} bytes`);
  return bytes.reduce((sum, byte) => sum * 0x100 + byte, 0);
}

export function readBoolean(value: DerValue, what: string): boolean {
  expectTag(value, tags.boolean, what);
  const [byte] = value.content;
  if (value.content.length !== 1 || (byte !== 0 && byte !== 0xff))
    throw new DerError(`${what}: not a BOOLEAN of DER`);
  return byte === 0xff;
}

/** The dotted form of an OBJECT IDENTIFIER. */
export function readOid(value: DerValue, what: string): string {
  expectTag(value, tags.objectIdentifier, what);
  const arcs: bigint[] = [];
  let arc = 0n;
  let isInside = false;
  // Real identifiers take about 10 bytes; the limit keeps the arithmetic on big arcs cheap.
  if (value.content.length > 64)
    throw new DerError(`${what}: an object identifier of ${value.content.length} bytes`);
  for (const byte of value.content) {
    if (!isInside && byte === 0x80) throw new DerError(`${what}: a padded object identifier`);
    arc = (arc << 7n) | BigInt(byte & 0x7f);
    isInside = byte >= 0x80;
    if (isInside) continue;
    arcs.push(arc);
    arc = 0n;
  }
  const [first, ...rest] = arcs;
  if (isInside || first === undefined) throw new DerError(`${what}: an object identifier that is cut off`);
  const root = first < 80n ? first / 40n : 2n;
  return [root, first - root * 40n, ...rest].join(".");
}

export function readOctetString(value: DerValue, what: string): Uint8Array {
  expectTag(value, tags.octetString, what);
  return value.content;
}

/** A BIT STRING of whole bytes: a signature or a public key. */
export function readBitString(value: DerValue, what: string): Uint8Array {
  const { bytes, unusedBits } = splitBitString(value, what);
  if (unusedBits !== 0) throw new DerError(`${what}: a BIT STRING that does not end on a byte`);
  return bytes;
}

/** The positions of the bits that are set in a BIT STRING of named bits. */
export function readNamedBits(value: DerValue, what: string): number[] {
  const { bytes } = splitBitString(value, what);
  return Array.from(bytes).flatMap((byte, index) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => byte & (0x80 >> bit)).map((bit) => index * 8 + bit),
  );
}

/** A UTCTime or GeneralizedTime in the only forms that RFC 5280 section 4.1.2.5 allows: seconds, and Z. */
export function readTime(value: DerValue, what: string): Date {
  const text = Buffer.from(value.content).toString("latin1");
  const digits =
    value.tag === tags.utcTime ? withCentury(text) : value.tag === tags.generalizedTime ? text : "";
  const match = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(digits);
  if (match === null) throw new DerError(`${what}: not a UTCTime or GeneralizedTime`);
  const [, year, month, day, hour, minute, second] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}.000Z`;
  const date = new Date(iso);
  // 31 February would become a day in March.
  if (Number.isNaN(date.getTime()) || date.toISOString() !== iso)
    throw new DerError(`${what}: no such time: ${iso}`);
  return date;
}

/** Two digits of a year are 1950 to 2049. */
function withCentury(text: string): string {
  return `${text < "50" ? "20" : "19"}${text}`;
}

function splitBitString(value: DerValue, what: string): { bytes: Uint8Array; unusedBits: number } {
  expectTag(value, tags.bitString, what);
  const [unusedBits] = value.content;
  const bytes = value.content.subarray(1);
  const last = bytes.at(-1) ?? 0;
  const isValid =
    unusedBits !== undefined &&
    unusedBits <= 7 &&
    (unusedBits === 0 || bytes.length > 0) &&
    (last & ((1 << unusedBits) - 1)) === 0;
  if (!isValid) throw new DerError(`${what}: not a BIT STRING of DER`);
  return { bytes, unusedBits };
}
