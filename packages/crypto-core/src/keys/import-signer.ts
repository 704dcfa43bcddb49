import { constants, createPublicKey, privateEncrypt } from "node:crypto";
import { defaultEngine } from "../engine/create-engine.js";
import type { CryptoEngine } from "../engine/crypto-engine.js";
import { cryptoKeySigner } from "./crypto-key-signer.js";
import { sha256DigestInfo } from "./digest-info.js";
import { type KeyLimits, readPrivateKey, requireRsa } from "./key-material.js";
import { toSpki } from "./rsa-public-key.js";
import type { Signer } from "./signer.js";

const algorithm = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };

/** How a private key is read. */
export interface ImportSignerOptions extends KeyLimits {
  /** Opens an encrypted key. */
  readonly passphrase?: string;
  /** Holds the key and signs; a shared {@link createEngine} by default. */
  readonly engine?: CryptoEngine;
}

/**
 * A {@link Signer} from a private key: PKCS#8 (plain or encrypted), PKCS#1 or legacy encrypted PEM, or DER. A
 * file may hold certificates beside the key, in any order. The key is not extractable afterwards.
 *
 * @throws {@link KeyError} `ERR_KEY_MISSING`, `ERR_KEY_UNREADABLE`, `ERR_KEY_PASSPHRASE_MISSING`,
 * `ERR_KEY_PASSPHRASE_WRONG`, `ERR_KEY_TYPE` (not RSA), `ERR_KEY_TOO_SMALL` (below 2048 bits).
 *
 * @example
 * ```ts
 * const signer = await importSigner(await readFile("private.key", "utf8"));
 * const signature = await signer.sign(new TextEncoder().encode("hello"));
 * ```
 */
export async function importSigner(
  key: string | Uint8Array,
  { passphrase, engine: given, ...limits }: ImportSignerOptions = {},
): Promise<Required<Signer>> {
  const privateKey = requireRsa(readPrivateKey(key, passphrase), limits);
  const pkcs8 = privateKey.export({ format: "der", type: "pkcs8" });
  const engine = given ?? (await defaultEngine());
  const handle = await engine.subtle.importKey("pkcs8", pkcs8, algorithm, false, ["sign"]);
  const publicKey = toSpki(createPublicKey(privateKey));
  return {
    ...cryptoKeySigner({ privateKey: handle, engine }),
    publicKey,
    isKeyFromFile: true,
    async signDigest(digest, { signal } = {}) {
      signal?.throwIfAborted();
      const padded = { key: privateKey, padding: constants.RSA_PKCS1_PADDING };
      return new Uint8Array(privateEncrypt(padded, sha256DigestInfo(digest)));
    },
  };
}
