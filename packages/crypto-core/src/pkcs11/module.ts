import { realpathSync } from "node:fs";
import type { PKCS11 } from "pkcs11js";
import { SignerError } from "../errors.js";
import { type Binding, loadBinding } from "./binding.js";
import { explainFailure, returnValue } from "./errors.js";

/** A PKCS#11 library that is loaded and initialised, with what calls it. */
export interface Pkcs11Module {
  readonly binding: Binding;
  readonly library: PKCS11;
  /** Finalises the library where nobody else here uses it any more. */
  release(): void;
}

interface Loaded {
  readonly library: PKCS11;
  users: number;
}

/** By real path: a library is initialised once per process, however many tokens of it are open. */
const loaded = new Map<string, Loaded>();

/**
 * Opens a PKCS#11 library so that several threads may call it at once: without CKF_OS_LOCKING_OK a second
 * signature in flight corrupts the process's memory.
 */
export async function openModule(path: string): Promise<Pkcs11Module> {
  const binding = await loadBinding();
  const realPath = resolve(path);
  const entry = loaded.get(realPath) ?? { library: load(binding, realPath), users: 0 };
  if (entry.users === 0) initialize(binding, entry.library, path);
  entry.users += 1;
  // It stays loaded after it is finalised: vendors' libraries register handlers for the process's exit.
  loaded.set(realPath, entry);
  return {
    binding,
    library: entry.library,
    release() {
      entry.users -= 1;
      if (entry.users === 0) entry.library.C_Finalize();
    },
  };
}

function resolve(path: string): string {
  try {
    return realpathSync(path);
  } catch (cause) {
    throw new SignerError(
      "ERR_SIGNER_MODULE_UNREADABLE",
      `No PKCS#11 module at ${path}: give the path of the library that came with the token, such as /usr/lib/softhsm/libsofthsm2.so.`,
      { cause },
    );
  }
}

function load(binding: Binding, path: string): PKCS11 {
  const library = new binding.PKCS11();
  try {
    library.load(path);
  } catch (cause) {
    throw new SignerError(
      "ERR_SIGNER_MODULE_UNREADABLE",
      `${path} is not a PKCS#11 module for this machine: it cannot be loaded, or has no C_GetFunctionList. The cause says which.`,
      { cause },
    );
  }
  return library;
}

function initialize(binding: Binding, library: PKCS11, path: string): void {
  try {
    library.C_Initialize({ flags: binding.CKF_OS_LOCKING_OK });
  } catch (cause) {
    if (returnValue(cause) !== "CKR_CRYPTOKI_ALREADY_INITIALIZED") {
      throw explainFailure(`Initialising ${path}`, cause);
    }
    throw new SignerError(
      "ERR_SIGNER_MODULE_IN_USE",
      `Other code of this process (node-webcrypto-p11, another thread) initialised ${path} before, perhaps for one thread only, which would crash. Open the token here first: others then find the module initialised and use it.`,
      { cause },
    );
  }
}
