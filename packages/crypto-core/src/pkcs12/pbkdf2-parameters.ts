import { type DerValue, fieldsOf } from "../asn1/der-reader.js";
import { readOctetString, readOid, readUnsigned } from "../asn1/der-values.js";
import { oid } from "../asn1/oids.js";
import { tags } from "../asn1/tags.js";
import { unsupported } from "./errors.js";
import { hmacHashes } from "./hashes.js";
import type { Derivation } from "./key-derivation.js";

/** Reads the AlgorithmIdentifier of PBKDF2 (RFC 8018 appendix A.2). */
export function readPbkdf2(identifier: DerValue): Derivation & { readonly keyLength?: number } {
  const fields = fieldsOf(identifier, tags.sequence, "key derivation");
  const kind = readOid(fields.take(), "key derivation");
  if (kind !== oid.pbkdf2) throw unsupported(`a key derivation, ${kind}, other than PBKDF2`);
  const parameters = fieldsOf(fields.take(), tags.sequence, "PBKDF2");
  fields.end();
  const salt = readOctetString(parameters.take(), "PBKDF2 salt");
  const iterations = readUnsigned(parameters.take(), "PBKDF2 iterations");
  const keyLength = parameters.takeOptional(tags.integer);
  const prf = parameters.takeOptional(tags.sequence);
  parameters.end();
  const hash = prf ? readHmac(prf) : "sha1";
  return {
    hash,
    salt,
    iterations,
    ...(keyLength && { keyLength: readUnsigned(keyLength, "PBKDF2 key length") }),
  };
}

/** Reads the AlgorithmIdentifier of an HMAC: which hash it is with. */
export function readHmac(identifier: DerValue): string {
  const kind = readOid(fieldsOf(identifier, tags.sequence, "HMAC").take(), "HMAC");
  const hash = hmacHashes[kind];
  if (hash === undefined) throw unsupported(`a keyed hash, ${kind}, that is not an HMAC with SHA-1 or SHA-2`);
  return hash;
}
