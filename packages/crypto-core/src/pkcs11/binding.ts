import type pkcs11js from "pkcs11js";
import { SignerError } from "../errors.js";

/** The package `pkcs11js`: the constants of PKCS#11, and a class that calls a module's functions. */
export type Binding = typeof pkcs11js;

/** Loads the optional peer only once it is wanted: it is native code, which not every machine can compile. */
export async function loadBinding(): Promise<Binding> {
  try {
    return (await import("pkcs11js")).default;
  } catch (cause) {
    throw new SignerError(
      "ERR_SIGNER_BINDING_MISSING",
      'The package pkcs11js is not installed, or not compiled: "npm install pkcs11js" does both and needs a C++ compiler, make and Python. pnpm compiles it only where its allowBuilds setting names it.',
      { cause },
    );
  }
}
