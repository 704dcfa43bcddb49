import { encodePem } from "../asn1/pem.js";
import { defaultEngine } from "../engine/create-engine.js";
import type { CryptoEngine } from "../engine/crypto-engine.js";

/** A new RSA key pair, as text to be stored. */
export interface KeyPairPem {
  /** PKCS#8, `BEGIN PRIVATE KEY`; not encrypted: store it where only its user can read. */
  readonly privateKey: string;
  /** SubjectPublicKeyInfo, `BEGIN PUBLIC KEY`. */
  readonly publicKey: string;
}

/**
 * A new RSA key pair with the public exponent 65537.
 *
 * @param options its length, and whose randomness is used.
 *
 * @example
 * ```ts
 * const { privateKey } = await generateKeyPair();
 * const signer = await importSigner(privateKey);
 * ```
 */
export async function generateKeyPair({
  modulusLength = 2048,
  engine,
}: {
  /** In bits; 2048 by default. */
  readonly modulusLength?: 2048 | 3072 | 4096;
  /** Makes the keys, with its own randomness; a shared {@link createEngine} by default. */
  readonly engine?: CryptoEngine;
} = {}): Promise<KeyPairPem> {
  if (![2048, 3072, 4096].includes(modulusLength)) {
    throw new TypeError(`modulusLength must be 2048, 3072 or 4096, not ${modulusLength}`);
  }
  const algorithm = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength,
    publicExponent: Uint8Array.of(1, 0, 1),
  };
  const { subtle } = engine ?? (await defaultEngine());
  const pair = await subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const [pkcs8, spki] = await Promise.all([
    subtle.exportKey("pkcs8", pair.privateKey),
    subtle.exportKey("spki", pair.publicKey),
  ]);
  return {
    privateKey: encodePem("PRIVATE KEY", new Uint8Array(pkcs8)),
    publicKey: encodePem("PUBLIC KEY", new Uint8Array(spki)),
  };
}
