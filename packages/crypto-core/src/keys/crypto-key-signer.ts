import { defaultEngine } from "../engine/create-engine.js";
import type { CryptoEngine, CryptoKey } from "../engine/crypto-engine.js";
import type { Signer } from "./signer.js";

/** A private key that an engine holds. */
export interface CryptoKeySignerOptions {
  /** An RSASSA-PKCS1-v1_5 key with SHA-256 that may sign; it need not be extractable. */
  readonly privateKey: CryptoKey;
  /** Its public half as SubjectPublicKeyInfo (DER): `engine.subtle.exportKey("spki", publicKey)`. */
  readonly publicKey?: Uint8Array;
  /** The engine that the key came from; a shared {@link createEngine} by default. */
  readonly engine?: CryptoEngine;
}

/**
 * A {@link Signer} over a key that is in an engine already, such as one that was generated in an HSM.
 *
 * @throws TypeError for a key of another algorithm, or one that may not sign.
 *
 * @example
 * ```ts
 * const pair = await engine.subtle.generateKey(
 *   { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256", modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) },
 *   false,
 *   ["sign", "verify"],
 * );
 * const publicKey = new Uint8Array(await engine.subtle.exportKey("spki", pair.publicKey));
 * const signer = cryptoKeySigner({ engine, privateKey: pair.privateKey, publicKey });
 * ```
 */
export function cryptoKeySigner({ privateKey, publicKey, engine }: CryptoKeySignerOptions): Signer {
  const { name, hash } = privateKey.algorithm as { name: string; hash?: { name: string } };
  if (name !== "RSASSA-PKCS1-v1_5" || hash?.name !== "SHA-256" || !privateKey.usages.includes("sign")) {
    throw new TypeError("privateKey must be an RSASSA-PKCS1-v1_5 key with SHA-256 that may sign");
  }
  return {
    algorithm: "rsa-v1_5-sha256",
    ...(publicKey && { publicKey }),
    async sign(message, { signal } = {}) {
      signal?.throwIfAborted();
      const { subtle } = engine ?? (await defaultEngine());
      return new Uint8Array(await subtle.sign(name, privateKey, message));
    },
  };
}
