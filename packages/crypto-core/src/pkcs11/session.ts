import type { Handle } from "pkcs11js";
import { explainFailure } from "./errors.js";
import type { Pkcs11Module } from "./module.js";

/** A session of a token. PKCS#11 allows it one operation at a time. */
export interface Session {
  handle: Handle;
  /**
   * The bytes that a thread of the pool reads and writes now. pkcs11js hands their addresses over without keeping
   * them from the garbage collector (its issue 121); being reachable from here does.
   */
  inUse: readonly Buffer[];
}

/** What a session signs with. */
export interface SigningKey {
  readonly handle: Handle;
  /** The length of its signatures, in bytes. */
  readonly signatureLength: number;
}

/**
 * Signs on a thread of Node's pool. The mechanism is the one that pads only: every token has it, and what it is
 * given is short, however long the message.
 *
 * @param digestInfo must not be changed by anybody meanwhile.
 */
export async function signInSession(
  { binding, library }: Pkcs11Module,
  session: Session,
  { handle, signatureLength }: SigningKey,
  digestInfo: Buffer,
): Promise<Uint8Array> {
  const output = Buffer.alloc(signatureLength);
  session.inUse = [digestInfo, output];
  try {
    library.C_SignInit(session.handle, { mechanism: binding.CKM_RSA_PKCS }, handle);
    return Uint8Array.from(await library.C_SignAsync(session.handle, digestInfo, output));
  } catch (error) {
    throw explainFailure("Signing", error);
  } finally {
    session.inUse = [];
  }
}

/**
 * Gives a session in which something failed a new handle: the operation may still be active in the old one, and
 * would fail every one after it. Opened first, closed second, as closing the last session would log out.
 */
export function renewSession({ library }: Pkcs11Module, session: Session, open: () => Handle): void {
  const old = session.handle;
  try {
    session.handle = open();
    library.C_CloseSession(old);
  } catch {
    // The token is gone, or allows no further session. The next signature says so, or works.
  }
}
