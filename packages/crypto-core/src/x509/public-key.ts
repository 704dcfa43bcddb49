import { DerError } from "../asn1/der-error.js";
import { type DerValue, fieldsOf, parseDer } from "../asn1/der-reader.js";
import { readBitString, readIntegerBytes, readOid } from "../asn1/der-values.js";
import { oid } from "../asn1/oids.js";
import { tags } from "../asn1/tags.js";

/** What a SubjectPublicKeyInfo says of its key. */
export interface PublicKeyInfo {
  /** "RSA", "EC", "Ed25519", …; the object identifier where it is not known here. */
  readonly keyAlgorithm: string;
  /** In bits; of RSA keys only. */
  readonly modulusLength?: number;
  /** The content of the BIT STRING: what key identifiers are hashes of. */
  readonly keyBytes: Uint8Array;
}

const names: Readonly<Record<string, string>> = {
  [oid.rsaEncryption]: "RSA",
  [oid.rsassaPss]: "RSASSA-PSS",
  [oid.ecPublicKey]: "EC",
  [oid.dsa]: "DSA",
  [oid.x25519]: "X25519",
  [oid.x448]: "X448",
  [oid.ed25519]: "Ed25519",
  [oid.ed448]: "Ed448",
};

/** Reads a SubjectPublicKeyInfo (RFC 5280 section 4.1.2.7). */
export function readPublicKey(spki: DerValue): PublicKeyInfo {
  const fields = fieldsOf(spki, tags.sequence, "public key");
  const identifier = fieldsOf(fields.take(), tags.sequence, "public key");
  const keyBytes = readBitString(fields.take(), "public key");
  fields.end();
  const algorithm = readOid(identifier.take(), "public key");
  const keyAlgorithm = names[algorithm] ?? algorithm;
  if (!keyAlgorithm.startsWith("RSA")) return { keyAlgorithm, keyBytes };
  const [modulus] = parseDer(keyBytes).children;
  if (modulus === undefined) throw new DerError("public key: no modulus");
  return { keyAlgorithm, keyBytes, modulusLength: bitLength(readIntegerBytes(modulus, "modulus")) };
}

function bitLength(bytes: Uint8Array): number {
  const significant = bytes[0] === 0 ? bytes.subarray(1) : bytes;
  return significant.length * 8 - Math.clz32((significant[0] ?? 0) << 24);
}
