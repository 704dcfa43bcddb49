import {
  bmpString,
  contextConstructed,
  objectIdentifier,
  octetString,
  sequence,
  setOf,
} from "../asn1/der-writer.js";
import { oid } from "../asn1/oids.js";

/** A bag attribute: its kind, and its one value. */
type Attribute = Uint8Array;

/** The name that people see; Java's alias. */
export function friendlyName(name: string): Attribute {
  return sequence(objectIdentifier(oid.friendlyName), setOf(bmpString(name)));
}

/** What a key and its certificate have in common, so that readers put them together. */
export function localKeyId(id: Uint8Array): Attribute {
  return sequence(objectIdentifier(oid.localKeyId), setOf(octetString(id)));
}

/** Without it, Java does not take a certificate for a trusted one, and shows an empty trust store. */
export function javaTrustedForAnything(): Attribute {
  return sequence(
    objectIdentifier(oid.javaTrustedKeyUsage),
    setOf(objectIdentifier(oid.anyExtendedKeyUsage)),
  );
}

/** RFC 7292 section 4.2.3. */
export function certBag(der: Uint8Array, ...attributes: readonly Attribute[]): Uint8Array {
  const value = sequence(objectIdentifier(oid.x509Certificate), contextConstructed(0, octetString(der)));
  return bag(oid.certBag, value, attributes);
}

/** RFC 7292 section 4.2.2. */
export function shroudedKeyBag(encryptedKey: Uint8Array, ...attributes: readonly Attribute[]): Uint8Array {
  return bag(oid.shroudedKeyBag, encryptedKey, attributes);
}

function bag(kind: string, value: Uint8Array, attributes: readonly Attribute[]): Uint8Array {
  const optional = attributes.length === 0 ? [] : [setOf(...attributes)];
  return sequence(objectIdentifier(kind), contextConstructed(0, value), ...optional);
}
