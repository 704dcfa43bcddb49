import type { DerValue } from "./der-reader.js";
import { tags } from "./tags.js";

const printable = /^[A-Za-z0-9 '()+,\-./:=?]*$/;

/** Whether the text can be a PrintableString (X.680 section 41.4). */
export function isPrintable(text: string): boolean {
  return printable.test(text);
}

/** Whether the text can be an IA5String: ASCII. */
export function isAscii(text: string): boolean {
  return [...text].every((character) => character <= "\x7f");
}

/**
 * The text of a character string, or undefined where the value is of another type, or its bytes are not what its
 * type allows: a name is then kept as bytes, not guessed at.
 */
export function readText({ tag, content }: DerValue): string | undefined {
  switch (tag) {
    case tags.utf8String:
      return decodeUtf8(content);
    case tags.printableString:
    case tags.numericString:
    case tags.ia5String:
      return content.every((byte) => byte < 0x80) ? latin1(content) : undefined;
    case tags.teletexString:
      // T.61 on paper; every issuer wrote Latin-1, and every reader takes it for that.
      return latin1(content);
    case tags.bmpString:
      return decodeUtf16(content);
    default:
      return undefined;
  }
}

/** UTF-8 as it is, a leading byte order mark included; undefined where it is not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** UTF-16, big-endian; undefined where half a character is missing. */
export function decodeUtf16(bytes: Uint8Array): string | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const text = Buffer.from(bytes).swap16().toString("utf16le");
  return isWellFormed(text) ? text : undefined;
}

/** Whether every surrogate has its other half, so that UTF-8 can hold the text without loss. */
export function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}
