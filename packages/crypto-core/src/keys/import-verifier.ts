import { defaultEngine } from "../engine/create-engine.js";
import type { CryptoEngine } from "../engine/crypto-engine.js";
import { SignatureError } from "../errors.js";
import { type KeyLimits, readPublicKey, requireRsa } from "./key-material.js";
import type { Verifier } from "./signer.js";

const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/** How a public key is read. */
export interface ImportVerifierOptions extends KeyLimits {
  /** Holds the key and verifies; a shared {@link createEngine} by default. */
  readonly engine?: CryptoEngine;
}

/**
 * A {@link Verifier} from a public key (SPKI or PKCS#1) or a certificate, PEM or DER. Of a file with several
 * blocks the first that is one of these counts; a private key is passed over.
 *
 * @throws {@link KeyError} `ERR_KEY_MISSING`, `ERR_KEY_UNREADABLE`, `ERR_KEY_TYPE` (not RSA),
 * `ERR_KEY_TOO_SMALL` (below 2048 bits).
 *
 * @example
 * ```ts
 * const verifier = await importVerifier(await readFile("clearbank-public-key.pem", "utf8"));
 * await verifier.verify(body, signature); // throws SignatureError where it does not verify
 * ```
 */
export async function importVerifier(
  keyOrCertificate: string | Uint8Array,
  { engine, ...limits }: ImportVerifierOptions = {},
): Promise<Verifier> {
  const spki = requireRsa(readPublicKey(keyOrCertificate), limits).export({ format: "der", type: "spki" });
  const { subtle } = engine ?? (await defaultEngine());
  const handle = await subtle.importKey("spki", spki, algorithm, true, ["verify"]);
  return {
    algorithm: "rsa-v1_5-sha256",
    publicKey: new Uint8Array(spki),
    async verify(message, signature) {
      if (!(await subtle.verify(algorithm.name, handle, signature, message))) {
        throw new SignatureError(
          "ERR_SIGNATURE_INVALID",
          "The signature is not this key's over these bytes: either the bytes or the key is another.",
        );
      }
    },
  };
}
