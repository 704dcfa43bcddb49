import { type DerValue, parseDer } from "../../src/asn1/der-reader.js";
import { encodeDer } from "../../src/asn1/der-writer.js";
import { tags } from "../../src/asn1/tags.js";

/** The same values in the loosest BER: every length indefinite that may be, every OCTET STRING in pieces. */
export function toBer(der: Uint8Array): Uint8Array {
  return rewrite(parseDer(der));
}

function rewrite(value: DerValue): Uint8Array {
  const { tag, content, children } = value;
  if (tag === tags.octetString) return indefinite(tag | 0x20, inPieces(content));
  // The one implicit OCTET STRING of PKCS#12, EncryptedContent; some others are shorter.
  if (tag === tags.contextPrimitive && content.length >= 16)
    return indefinite(tags.contextConstructed, inPieces(content));
  return children.length > 0 ? indefinite(tag, children.map(rewrite)) : value.bytes;
}

function inPieces(content: Uint8Array): Uint8Array[] {
  const middle = content.length >> 1;
  return [content.subarray(0, middle), content.subarray(middle)].map((part) =>
    encodeDer(tags.octetString, part),
  );
}

function indefinite(tag: number, parts: readonly Uint8Array[]): Uint8Array {
  return Buffer.concat([Buffer.of(tag, 0x80), ...parts, Buffer.of(0, 0)]);
}
