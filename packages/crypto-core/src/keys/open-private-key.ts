import { createPublicKey } from "node:crypto";
import { readPrivateKey } from "./key-material.js";

/** A private key without its encryption, for software that takes no other, and its public half. */
export interface OpenedPrivateKey {
  /** PKCS#8 PEM, not encrypted. */
  readonly privateKey: string;
  /** SubjectPublicKeyInfo (DER): what a certificate's `publicKey` is compared with. */
  readonly publicKey: Uint8Array;
}

/**
 * Reads and decrypts a private key of any type (RSA, EC, …) from a PEM file, which may hold certificates beside
 * it, or from DER. To sign with an RSA key take {@link importSigner}, which keeps the key closed.
 *
 * @param options what opens it.
 * @param options.passphrase of an encrypted key; others need none.
 * @throws {@link KeyError} `ERR_KEY_MISSING`, `ERR_KEY_UNREADABLE`, `ERR_KEY_PASSPHRASE_MISSING`,
 * `ERR_KEY_PASSPHRASE_WRONG`.
 *
 * @example
 * ```ts
 * const { privateKey } = openPrivateKey(pem, { passphrase });
 * ```
 */
export function openPrivateKey(
  key: string | Uint8Array,
  { passphrase }: { readonly passphrase?: string } = {},
): OpenedPrivateKey {
  const opened = readPrivateKey(key, passphrase);
  return {
    privateKey: opened.export({ format: "pem", type: "pkcs8" }) as string,
    publicKey: new Uint8Array(createPublicKey(opened).export({ format: "der", type: "spki" })),
  };
}
