import { DerError } from "../asn1/der-error.js";
import { type DerValue, elementsOf, fieldsOf } from "../asn1/der-reader.js";
import { readBoolean, readOctetString, readOid } from "../asn1/der-values.js";
import { boolean, objectIdentifier, octetString, sequence } from "../asn1/der-writer.js";
import { tags } from "../asn1/tags.js";

/** An extension of a certificate, known here or not. */
export interface CertificateExtension {
  /** Its kind, as a dotted object identifier. */
  readonly oid: string;
  /** Whether a reader that does not know it must refuse the certificate. */
  readonly critical: boolean;
  /** The DER encoding of its value, without the OCTET STRING around it. */
  readonly value: Uint8Array;
}

/**
 * Extensions (RFC 5280 section 4.1): a SEQUENCE OF what is given.
 *
 * @throws TypeError where two are of one kind, or one is not DER.
 */
export function encodeExtensions(extensions: readonly CertificateExtension[]): Uint8Array {
  const kinds = new Set(extensions.map((extension) => extension.oid));
  if (kinds.size < extensions.length) throw new TypeError("two extensions have the same object identifier");
  return sequence(...extensions.map(encodeExtension));
}

export function decodeExtensions(value: DerValue): CertificateExtension[] {
  const extensions = elementsOf(value, tags.sequence, "extensions").map(decodeExtension);
  const kinds = new Set(extensions.map((extension) => extension.oid));
  if (kinds.size < extensions.length) throw new DerError("extensions: two have the same object identifier");
  return extensions;
}

function encodeExtension({ oid: kind, critical, value }: CertificateExtension): Uint8Array {
  return sequence(objectIdentifier(kind), ...(critical ? [boolean(true)] : []), octetString(value));
}

function decodeExtension(value: DerValue): CertificateExtension {
  const fields = fieldsOf(value, tags.sequence, "extension");
  const kind = readOid(fields.take(), "extension");
  const critical = fields.takeOptional(tags.boolean);
  const content = readOctetString(fields.take(), "extension");
  fields.end();
  return {
    oid: kind,
    critical: critical !== undefined && readBoolean(critical, "extension"),
    value: content.slice(),
  };
}
