import type { KeyLimits } from "../keys/key-material.js";
import type { Signer } from "../keys/signer.js";
import { openPkcs11Token, type Pkcs11TokenOptions } from "./token.js";
import type { Pkcs11KeyName } from "./token-keys.js";

/** Which token to open, and which key of it. */
export interface Pkcs11SignerOptions extends Pkcs11TokenOptions, Pkcs11KeyName, KeyLimits {}

/** A signer whose private key is in a token. */
export interface Pkcs11Signer extends Required<Signer> {
  /** Waits for the signatures that were asked for, then closes the token. */
  close(): Promise<void>;
}

/**
 * Opens a token for one key that is in it. Many signatures may be asked for at once: they are made in several
 * sessions, on threads of Node's pool.
 *
 * @throws `SignerError` as {@link openPkcs11Token} does, `ERR_SIGNER_KEY_MISSING`, `ERR_SIGNER_KEY_AMBIGUOUS`.
 * @throws `KeyError` `ERR_KEY_TYPE` (not RSA), `ERR_KEY_TOO_SMALL` (below 2048 bits).
 * @example
 * ```ts
 * const signer = await openPkcs11Signer({
 *   module: "/usr/lib/softhsm/libsofthsm2.so",
 *   tokenLabel: "bank",
 *   pin,
 *   keyLabel: "signing",
 * });
 * const signature = await signer.sign(new TextEncoder().encode("hello"));
 * await signer.close();
 * ```
 */
export async function openPkcs11Signer(options: Pkcs11SignerOptions): Promise<Pkcs11Signer> {
  const { keyLabel, keyId, unsafeAllowSmallKeys = false, ...where } = options;
  const token = await openPkcs11Token(where);
  try {
    const name = { keyLabel, ...(keyId !== undefined && { keyId }) };
    return { ...(await token.openSigner({ ...name, unsafeAllowSmallKeys })), close: token.close };
  } catch (error) {
    await token.close();
    throw error;
  }
}
