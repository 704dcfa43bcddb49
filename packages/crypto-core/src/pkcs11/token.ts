import type { Handle } from "pkcs11js";
import { createPool } from "../engine/pool.js";
import { sha256DigestInfo } from "../keys/digest-info.js";
import { digestSigner } from "../keys/digest-signer.js";
import { type KeyLimits, requireRsa } from "../keys/key-material.js";
import type { Signer } from "../keys/signer.js";
import { explained } from "./errors.js";
import { openModule, type Pkcs11Module } from "./module.js";
import { renewSession, type Session, signInSession } from "./session.js";
import { findSlot, openSessions } from "./slot.js";
import { findPrivateKey, generateInToken, type Pkcs11KeyName, readPublicHalf } from "./token-keys.js";

/** How a token is opened. */
export interface Pkcs11TokenOptions {
  /** The path of the PKCS#11 library that came with the token, such as `/usr/lib/softhsm/libsofthsm2.so`. */
  readonly module: string;
  /** The label that the token was initialised with; one token only may have it. */
  readonly tokenLabel: string;
  /** The user PIN, which is not kept. The token looks at it only where this process is not logged in already. */
  readonly pin: string;
  /**
   * How many signatures the token makes at once; 4 by default, as many as Node's thread pool has threads
   * (`UV_THREADPOOL_SIZE`). Fewer leave threads to files and DNS where the token is slow.
   */
  readonly sessions?: number;
}

/** The key pair that {@link Pkcs11Token.generateKeyPair} makes. */
export interface Pkcs11KeyPairOptions extends Pkcs11KeyName {
  /** 2048 by default. */
  readonly modulusLength?: 2048 | 3072 | 4096;
}

/** An open token. */
export interface Pkcs11Token {
  /**
   * A signer for a private key that is in the token.
   *
   * @throws `SignerError` `ERR_SIGNER_KEY_MISSING`, `ERR_SIGNER_KEY_AMBIGUOUS`, `ERR_SIGNER_CLOSED`.
   * @throws `KeyError` `ERR_KEY_TYPE` (not RSA), `ERR_KEY_TOO_SMALL` (below 2048 bits).
   */
  openSigner(key: Pkcs11KeyName & KeyLimits): Promise<Required<Signer>>;
  /**
   * Generates an RSA key pair inside the token and gives the signer for it. The private half is sensitive and
   * not extractable: it never leaves the token.
   *
   * @throws `SignerError` `ERR_SIGNER_KEY_EXISTS`, `ERR_SIGNER_REFUSED`, `ERR_SIGNER_CLOSED`.
   */
  generateKeyPair(options: Pkcs11KeyPairOptions): Promise<Required<Signer>>;
  /** Waits for the signatures that were asked for, then closes the sessions, which logs out. */
  close(): Promise<void>;
}

/**
 * Opens a token (an HSM, a smart card, SoftHSM) through its PKCS#11 library. Needs the package `pkcs11js`.
 *
 * @throws `SignerError` `ERR_SIGNER_BINDING_MISSING`, `ERR_SIGNER_MODULE_UNREADABLE`,
 * `ERR_SIGNER_MODULE_IN_USE`, `ERR_SIGNER_TOKEN_MISSING`, `ERR_SIGNER_TOKEN_AMBIGUOUS`, `ERR_SIGNER_PIN_WRONG`,
 * `ERR_SIGNER_PIN_LOCKED`, `ERR_SIGNER_REFUSED`.
 * @example
 * ```ts
 * const token = await openPkcs11Token({ module: "/usr/lib/softhsm/libsofthsm2.so", tokenLabel: "bank", pin });
 * const signer = await token.generateKeyPair({ keyLabel: "signing" });
 * const request = await createCertificateRequest({ signer, subject: "CN=example,O=Example,C=GB" });
 * await token.close();
 * ```
 */
export async function openPkcs11Token(options: Pkcs11TokenOptions): Promise<Pkcs11Token> {
  const { tokenLabel, pin, sessions = 4 } = options;
  if (!Number.isSafeInteger(sessions) || sessions < 1) throw new TypeError("sessions must be 1 or more");
  const module = await openModule(options.module);
  try {
    const slot = findSlot(module, tokenLabel);
    const handles = openSessions(module, slot, { pin, sessions });
    return tokenOver(module, slot, handles);
  } catch (error) {
    module.release();
    throw error;
  }
}

function tokenOver(module: Pkcs11Module, slot: Handle, handles: readonly Handle[]): Pkcs11Token {
  const { binding, library } = module;
  const sessions: Session[] = handles.map((handle) => ({ handle, inUse: [] }));
  const pool = createPool(sessions);
  let closed: Promise<void> | undefined;

  function signerOver(session: Session, handle: Handle, limits: KeyLimits): Required<Signer> {
    const publicKey = requireRsa(readPublicHalf(module, session.handle, handle), limits);
    const bits = publicKey.asymmetricKeyDetails?.modulusLength ?? 0;
    const key = { handle, signatureLength: Math.ceil(bits / 8) };
    async function signDigest(
      digest: Uint8Array,
      { signal }: { signal?: AbortSignal } = {},
    ): Promise<Uint8Array> {
      const digestInfo = sha256DigestInfo(digest);
      return pool.use(async (free) => {
        try {
          return await signInSession(module, free, key, digestInfo);
        } catch (error) {
          renewSession(module, free, () => library.C_OpenSession(slot, binding.CKF_SERIAL_SESSION));
          throw error;
        }
      }, signal);
    }
    return digestSigner(publicKey, signDigest);
  }

  return {
    openSigner: ({ unsafeAllowSmallKeys = false, ...name }) =>
      pool.use(async (session) => {
        const key = findPrivateKey(module, session.handle, name);
        return signerOver(session, key, { unsafeAllowSmallKeys });
      }),

    generateKeyPair: ({ modulusLength = 2048, ...name }) =>
      pool.use(async (session) => {
        if (![2048, 3072, 4096].includes(modulusLength)) {
          throw new TypeError(`modulusLength must be 2048, 3072 or 4096, not ${modulusLength}`);
        }
        // The pool's sessions may only read, which is all that signing needs.
        const writing = explained("Opening a session that may write", () =>
          library.C_OpenSession(slot, binding.CKF_SERIAL_SESSION | binding.CKF_RW_SESSION),
        );
        try {
          return signerOver(session, await generateInToken(module, writing, name, modulusLength), {});
        } finally {
          library.C_CloseSession(writing);
        }
      }),

    close() {
      closed ??= pool.close().then(() => {
        // The token may have been unplugged, which must not keep its owner from closing.
        for (const { handle } of sessions) attempt(() => library.C_CloseSession(handle));
        attempt(module.release);
      });
      return closed;
    },
  };
}

function attempt(action: () => void): void {
  try {
    action();
  } catch {
    // Whatever was to be closed is closed.
  }
}
