import type { webcrypto } from "node:crypto";

/**
 * The WebCrypto implementation that holds keys and makes signatures: `@peculiar/webcrypto` with our RSA
 * provider (Node's default here), `globalThis.crypto` of any runtime, or an HSM's.
 */
export type CryptoEngine = Pick<webcrypto.Crypto, "subtle" | "getRandomValues">;

/** An opaque handle to a key inside a {@link CryptoEngine}. Keys of one engine are refused by another. */
export type CryptoKey = webcrypto.CryptoKey;
