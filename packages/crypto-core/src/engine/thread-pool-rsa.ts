import {
  createPrivateKey,
  createPublicKey,
  sign as cryptoSign,
  verify as cryptoVerify,
  generateKeyPair,
  type KeyObject,
} from "node:crypto";
import { availableParallelism } from "node:os";
import { promisify } from "node:util";
import type { CryptoKey } from "./crypto-engine.js";
import { createPool } from "./pool.js";

const signAsync = promisify(cryptoSign);
const verifyAsync = promisify(cryptoVerify);
const generateAsync = promisify(generateKeyPair);

/** Node's names of the hashes that the original lets through. */
const hashes: Readonly<Record<string, string>> = {
  "SHA-1": "sha1",
  "SHA-256": "sha256",
  "SHA-384": "sha384",
  "SHA-512": "sha512",
};

/**
 * So many signatures are on the thread pool at once, for all keys. Twelve for each core keep every core busy; with
 * more, the answers come in larger bunches and the event loop waits longer, while none is made sooner.
 */
const lanes = createPool(Array.from({ length: 12 * availableParallelism() }, (_, lane) => lane));

interface RsaAlgorithm {
  readonly hash: { readonly name: string };
  readonly modulusLength: number;
  readonly publicExponent: Uint8Array;
}

/** The part of webcrypto-core's provider that is used or replaced here. */
interface RsaProvider {
  readonly name: string;
  onExportKey(format: string, key: CryptoKey): Promise<ArrayBuffer>;
  onImportKey(
    format: string,
    data: ArrayBuffer,
    algorithm: unknown,
    extractable: boolean,
    usages: readonly string[],
  ): Promise<CryptoKey>;
}

interface ProviderSubtle {
  readonly providers: { get(name: string): unknown; set(provider: unknown): void };
}

/**
 * Replaces the engine's RSASSA-PKCS1-v1_5 provider. The original decodes a PEM string at every call and signs
 * on the main thread, which stops the event loop while signatures are in flight. This one decodes each key
 * once and signs, verifies and generates on the thread pool; importing, exporting and every check of
 * arguments stay the original's, which remains its prototype.
 */
export function replaceRsaProvider(subtle: unknown): void {
  const { providers } = subtle as ProviderSubtle;
  const original = providers.get("RSASSA-PKCS1-v1_5") as RsaProvider;
  const keyObjects = new WeakMap<CryptoKey, KeyObject>();

  async function decode(key: CryptoKey): Promise<KeyObject> {
    const type = key.type === "private" ? "pkcs8" : "spki";
    const der = Buffer.from(await original.onExportKey(type, key));
    const made =
      type === "pkcs8"
        ? createPrivateKey({ key: der, format: "der", type })
        : createPublicKey({ key: der, format: "der", type });
    keyObjects.set(key, made);
    return made;
  }

  providers.set(
    Object.assign(Object.create(original) as RsaProvider, {
      async onSign(_algorithm: unknown, key: CryptoKey, data: ArrayBuffer): Promise<ArrayBuffer> {
        const privateKey = keyObjects.get(key) ?? (await decode(key));
        return toArrayBuffer(await lanes.use(() => signAsync(hashOf(key), Buffer.from(data), privateKey)));
      },
      async onVerify(_algorithm: unknown, key: CryptoKey, signature: ArrayBuffer, data: ArrayBuffer) {
        return await verifyAsync(
          hashOf(key),
          Buffer.from(data),
          keyObjects.get(key) ?? (await decode(key)),
          Buffer.from(signature),
        );
      },
      async onGenerateKey(algorithm: RsaAlgorithm, extractable: boolean, usages: readonly string[]) {
        const pair = await generateAsync("rsa", {
          modulusLength: algorithm.modulusLength,
          publicExponent: Buffer.from(algorithm.publicExponent).readUIntBE(
            0,
            algorithm.publicExponent.length,
          ),
          publicKeyEncoding: { format: "der", type: "spki" },
          privateKeyEncoding: { format: "der", type: "pkcs8" },
        });
        const only = (usage: string) => usages.filter((each) => each === usage);
        const [privateKey, publicKey] = await Promise.all([
          original.onImportKey("pkcs8", toArrayBuffer(pair.privateKey), algorithm, extractable, only("sign")),
          original.onImportKey("spki", toArrayBuffer(pair.publicKey), algorithm, true, only("verify")),
        ]);
        return { privateKey, publicKey };
      },
    }),
  );
}

function hashOf(key: CryptoKey): string {
  const { name } = (key.algorithm as unknown as RsaAlgorithm).hash;
  const hash = hashes[name.toUpperCase()];
  // Without a name, Node would take a hash of its own choice.
  if (hash === undefined) throw new TypeError(`RSASSA-PKCS1-v1_5 with ${name} is not supported`);
  return hash;
}

/** Its memory itself, where it is all the Buffer's own, as it is for what comes from the thread pool. */
function toArrayBuffer({ buffer, byteOffset, byteLength }: Buffer): ArrayBuffer {
  const isWhole = byteLength === buffer.byteLength;
  return (isWhole ? buffer : buffer.slice(byteOffset, byteOffset + byteLength)) as ArrayBuffer;
}
