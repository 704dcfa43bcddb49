import { DerError } from "./der-error.js";

/** Where a value's content begins and how long it is; `undefined` is BER's indefinite length. */
export interface DerHeader {
  readonly tag: number;
  readonly contentStart: number;
  readonly length: number | undefined;
  /** Whether the length takes as few bytes as it can, as DER wants it. */
  readonly isMinimal: boolean;
}

/** 2³¹ bytes; more would not be in memory. It also keeps every sum of lengths exact. */
const maxLengthBytes = 4;

/** Reads tag and length at `start`; the content it promises is there. */
export function readHeader(bytes: Uint8Array, start: number): DerHeader {
  const tag = byteAt(bytes, start);
  // Tag numbers from 31 on take several bytes; nothing that is read here has one.
  if ((tag & 0x1f) === 0x1f) throw new DerError("a tag number above 30");
  const first = byteAt(bytes, start + 1);
  if (first === 0x80) return { tag, contentStart: start + 2, length: undefined, isMinimal: false };

  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > maxLengthBytes) throw new DerError(`a length of ${lengthBytes} bytes`);
  let length = lengthBytes === 0 ? first : 0;
  for (let i = 0; i < lengthBytes; i++) length = length * 0x100 + byteAt(bytes, start + 2 + i);

  const contentStart = start + 2 + lengthBytes;
  if (length > bytes.length - contentStart) throw new DerError("it is cut off, or a length in it is wrong");
  const isMinimal = lengthBytes === 0 || length >= (lengthBytes === 1 ? 0x80 : 0x100 ** (lengthBytes - 1));
  return { tag, contentStart, length, isMinimal };
}

export function isConstructed(tag: number): boolean {
  return (tag & 0x20) !== 0;
}

function byteAt(bytes: Uint8Array, index: number): number {
  const byte = bytes[index];
  if (byte === undefined) throw new DerError("it is cut off");
  return byte;
}
