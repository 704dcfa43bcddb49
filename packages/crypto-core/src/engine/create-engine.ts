import { Crypto } from "@peculiar/webcrypto";
import type { CryptoEngine } from "./crypto-engine.js";
import { replaceRsaProvider } from "./thread-pool-rsa.js";

/**
 * A fresh engine: `@peculiar/webcrypto`, with RSASSA-PKCS1-v1_5 on the thread pool.
 *
 * @example
 * ```ts
 * const signer = await importSigner(pem, { engine: createEngine() });
 * ```
 */
export function createEngine(): CryptoEngine {
  const crypto = new Crypto();
  replaceRsaProvider(crypto.subtle);
  return crypto as unknown as CryptoEngine;
}

let shared: CryptoEngine | undefined;

/** The engine that is used where a caller names none; made at first use. */
export function defaultEngine(): CryptoEngine {
  shared ??= createEngine();
  return shared;
}
