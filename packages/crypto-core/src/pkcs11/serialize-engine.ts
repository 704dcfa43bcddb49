import type { CryptoEngine } from "../engine/crypto-engine.js";

/**
 * Has an engine do one thing at a time, in the order asked. An engine of `node-webcrypto-p11` is one PKCS#11
 * session, in which a second signature fails (CKR_OPERATION_ACTIVE) while one is in flight. For speed take
 * {@link openPkcs11Signer}, which uses several sessions.
 *
 * Two such engines of one module at once crash the process unless the module was initialised for several
 * threads: open a token of it with {@link openPkcs11Token} before the first of them, and close that last.
 *
 * @example
 * ```ts
 * const engine = serializeEngine(new Crypto({ library, slot, pin }));
 * const signer = cryptoKeySigner({ engine, privateKey });
 * ```
 */
export function serializeEngine(engine: CryptoEngine): CryptoEngine {
  let last: Promise<unknown> = Promise.resolve();
  const subtle = new Proxy(engine.subtle, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => {
        // WebCrypto takes the bytes as they are at the call, not as they are when their turn comes.
        const taken = args.map((arg) => (ArrayBuffer.isView(arg) ? Buffer.from(bytesOf(arg)) : arg));
        const result = last.then(() => value.apply(target, taken));
        last = result.catch(() => {});
        return result;
      };
    },
  });
  return { subtle, getRandomValues: (array) => engine.getRandomValues(array) };
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
