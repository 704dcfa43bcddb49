import { parseBer } from "../asn1/ber.js";
import { DerError } from "../asn1/der-error.js";
import { type DerValue, fieldsOf } from "../asn1/der-reader.js";
import { readOctetString, readOid, readUnsigned } from "../asn1/der-values.js";
import { oid } from "../asn1/oids.js";
import { tags } from "../asn1/tags.js";
import { type Cipher, pbes2Ciphers, pkcs12Ciphers } from "./ciphers.js";
import { unsupported, wrongPassword } from "./errors.js";
import type { IterationBudget } from "./iteration-budget.js";
import { type Derivation, deriveWithPbkdf2, deriveWithPkcs12, purpose } from "./key-derivation.js";
import type { Password } from "./password.js";
import { readPbkdf2 } from "./pbkdf2-parameters.js";

/** How something in a file is encrypted, as its AlgorithmIdentifier says. */
export interface Encryption {
  readonly cipher: Cipher;
  readonly derivation: Derivation;
  /** Undefined where it is derived from the password too. */
  readonly iv?: Uint8Array;
}

export function readEncryption(identifier: DerValue): Encryption {
  const fields = fieldsOf(identifier, tags.sequence, "encryption");
  const scheme = readOid(fields.take(), "encryption");
  if (scheme === oid.pbes2) return readPbes2(fields.take());
  const cipher = pkcs12Ciphers[scheme];
  if (cipher === undefined) throw unsupported(`an encryption, ${scheme},`);
  const parameters = fieldsOf(fields.take(), tags.sequence, "encryption");
  const salt = readOctetString(parameters.take(), "salt");
  const iterations = readUnsigned(parameters.take(), "iterations");
  return { cipher, derivation: { hash: "sha1", salt, iterations } };
}

/** RFC 8018 appendix A.4. */
function readPbes2(value: DerValue): Encryption {
  const parameters = fieldsOf(value, tags.sequence, "PBES2");
  const derivation = readPbkdf2(parameters.take());
  const scheme = fieldsOf(parameters.take(), tags.sequence, "cipher");
  const kind = readOid(scheme.take(), "cipher");
  const cipher = pbes2Ciphers[kind];
  if (cipher === undefined) throw unsupported(`a cipher, ${kind},`);
  return { cipher, derivation, iv: readOctetString(scheme.take(), "IV") };
}

/**
 * Decrypts, and reads what comes out. A wrong password shows as wrong padding, or, once in 256, as nonsense.
 *
 * @throws {@link CertificateError} with `ERR_PKCS12_PASSWORD` for both.
 */
export async function decrypt(
  { cipher, derivation, iv }: Encryption,
  ciphertext: Uint8Array,
  password: Password,
  budget: IterationBudget,
): Promise<DerValue> {
  const key = iv
    ? await deriveWithPbkdf2(derivation, password, cipher.keyLength, budget)
    : await deriveWithPkcs12(derivation, password, purpose.key, cipher.keyLength, budget);
  const usedIv = iv ?? (await deriveWithPkcs12(derivation, password, purpose.iv, 8, budget));
  let plaintext: Uint8Array;
  try {
    plaintext = cipher.decrypt(ciphertext, key, usedIv);
  } catch {
    throw wrongPassword();
  }
  try {
    return parseBer(plaintext);
  } catch (error) {
    throw error instanceof DerError ? wrongPassword() : error;
  }
}
