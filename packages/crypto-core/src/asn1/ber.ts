import { DerError, maxDepth } from "./der-error.js";
import { isConstructed, readHeader } from "./der-header.js";
import { type DerValue, parseDer } from "./der-reader.js";
import { encodeDer } from "./der-writer.js";
import { tags } from "./tags.js";

const constructedOctetString = tags.octetString | 0x20;

/**
 * Reads BER by rewriting it as DER first: indefinite and padded lengths get their shortest form, and an OCTET STRING
 * in pieces becomes one. PKCS#12 files need it: those of old Java and Windows versions have all of these.
 *
 * @throws {@link DerError} where it is not BER, or the last byte is not its end.
 */
export function parseBer(bytes: Uint8Array): DerValue {
  const { der, end } = toDer(bytes, 0, maxDepth);
  if (end !== bytes.length) throw new DerError(`${bytes.length - end} more bytes follow its end`);
  return parseDer(der);
}

function toDer(bytes: Uint8Array, start: number, depth: number): { der: Uint8Array; end: number } {
  if (depth === 0) throw new DerError(`values nest more than ${maxDepth} deep`);
  const { tag, contentStart, length } = readHeader(bytes, start);
  if (!isConstructed(tag)) {
    if (length === undefined) throw new DerError("an indefinite length of something primitive");
    const end = contentStart + length;
    return { der: encodeDer(tag, bytes.subarray(contentStart, end)), end };
  }

  const children: Uint8Array[] = [];
  let offset = contentStart;
  const isAtEnd = () =>
    length === undefined ? bytes[offset] === 0 && bytes[offset + 1] === 0 : offset >= contentStart + length;
  while (!isAtEnd()) {
    const child = toDer(bytes, offset, depth - 1);
    children.push(child.der);
    offset = child.end;
  }
  const end = length === undefined ? offset + 2 : contentStart + length;
  if (offset > end) throw new DerError("a value reaches beyond the one around it");
  return {
    der: tag === constructedOctetString ? join(children) : encodeDer(tag, Buffer.concat(children)),
    end,
  };
}

function join(pieces: readonly Uint8Array[]): Uint8Array {
  const contents = pieces.map((piece) => {
    const { tag, content } = parseDer(piece);
    if (tag !== tags.octetString) throw new DerError("an OCTET STRING with something else inside it");
    return content;
  });
  return encodeDer(tags.octetString, Buffer.concat(contents));
}
