import { constants, createPublicKey, verify } from "node:crypto";
import { type DerValue, fieldsOf, parseDer } from "../asn1/der-reader.js";
import { readBitString } from "../asn1/der-values.js";
import { bitString, nullValue, objectIdentifier, sequence } from "../asn1/der-writer.js";
import { oid } from "../asn1/oids.js";
import { tags } from "../asn1/tags.js";
import { CertificateError } from "../errors.js";
import type { Signer } from "../keys/signer.js";
import { readPublicKey } from "./public-key.js";
import { type CertificateSignatureAlgorithm, readSignatureAlgorithm } from "./signature-algorithms.js";

/** What certificates and requests have in common: content, the name of an algorithm, a signature (SIGNED of X.509). */
export interface Signed {
  /** What the signature is over. */
  readonly content: DerValue;
  readonly algorithmIdentifier: DerValue;
  readonly algorithm: CertificateSignatureAlgorithm;
  readonly signature: Uint8Array;
}

/** A signer whose public key is known, which goes into what it signs. */
export type SignerWithPublicKey = Signer & Required<Pick<Signer, "publicKey">>;

/** The AlgorithmIdentifier of every signature made here; its parameters are NULL (RFC 4055 section 5). */
export const sha256WithRsa: Uint8Array = sequence(objectIdentifier(oid.sha256WithRSAEncryption), nullValue());

export function readSigned(value: DerValue, what: string): Signed {
  const fields = fieldsOf(value, tags.sequence, what);
  const content = fields.take(tags.sequence);
  const algorithmIdentifier = fields.take(tags.sequence);
  const signature = readBitString(fields.take(), "signature");
  fields.end();
  return { content, algorithmIdentifier, algorithm: readSignatureAlgorithm(algorithmIdentifier), signature };
}

/**
 * Whether the signature is one by this key (SubjectPublicKeyInfo). It is not where the key does not fit the
 * algorithm, or the algorithm is unknown or broken.
 */
export function isSignedBy({ content, algorithm, signature }: Signed, publicKey: Uint8Array): boolean {
  if (algorithm.hash === undefined) return false;
  const padding = algorithm.isPss ? { padding: constants.RSA_PKCS1_PSS_PADDING } : {};
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey), format: "der", type: "spki" });
    return verify(algorithm.hash, content.bytes, { key, ...padding }, signature);
  } catch {
    return false;
  }
}

/**
 * Has content signed, and puts the three parts together. The signature is checked first, so that a signer whose
 * key is not the one in the content (a wrong label in an HSM) is found here and not by who gets the result.
 *
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_NO_MATCH` where signature and public key do not match.
 */
export async function signContent(
  content: Uint8Array,
  signer: SignerWithPublicKey,
  signal: AbortSignal | undefined,
): Promise<Uint8Array> {
  const signature = await signer.sign(content, signal && { signal });
  const signed = sequence(content, sha256WithRsa, bitString(signature));
  if (!isSignedBy(readSigned(parseDer(signed), "signed content"), signer.publicKey)) {
    throw new CertificateError(
      "ERR_CERTIFICATE_NO_MATCH",
      "The signer's signature does not verify with its own public key: it signs with another key, or another algorithm.",
    );
  }
  return signed;
}

/** @throws TypeError where the signer's public key is missing, or is not an RSA key. */
export function requirePublicKey(signer: Signer): asserts signer is SignerWithPublicKey {
  if (signer.publicKey === undefined) {
    throw new TypeError("the signer has no publicKey, which a certificate or a request for one needs");
  }
  const { keyAlgorithm } = readPublicKey(parseDer(signer.publicKey));
  if (keyAlgorithm !== "RSA") throw new TypeError(`the signer's publicKey is ${keyAlgorithm}, not RSA`);
}
