import type { CryptoEngine } from "./crypto-engine.js";
import { replaceRsaProvider } from "./thread-pool-rsa.js";

/**
 * A fresh engine: `@peculiar/webcrypto`, with RSASSA-PKCS1-v1_5 on the thread pool. That package takes several times
 * as long to load as all of ours: it is loaded here, and not by whoever imports us and brings an engine or needs none.
 *
 * @example
 * ```ts
 * const signer = await importSigner(pem, { engine: await createEngine() });
 * ```
 */
export async function createEngine(): Promise<CryptoEngine> {
  const { Crypto } = await import("@peculiar/webcrypto");
  const crypto = new Crypto();
  replaceRsaProvider(crypto.subtle);
  return crypto as unknown as CryptoEngine;
}

let shared: Promise<CryptoEngine> | undefined;

/** The engine that is used where a caller names none; made at first use. */
export function defaultEngine(): Promise<CryptoEngine> {
  shared ??= createEngine();
  return shared;
}
