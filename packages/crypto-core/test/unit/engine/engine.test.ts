import { createPublicKey, createSign, createVerify } from "node:crypto";
import { expect, it } from "vitest";
import { createEngine, generateKeyPair, importSigner } from "../../../src/index.js";
import { makeRsaKey } from "../../support/rsa-key.js";

const rsa = { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" };
const message = new TextEncoder().encode("the exact body");

it("signs the very bytes that node:crypto signs", async () => {
  const { privateKey } = makeRsaKey();
  const signature = await (await importSigner(privateKey)).sign(message);
  expect(Buffer.from(signature)).toEqual(createSign("sha256").update(message).sign(privateKey));
});

it.each(["SHA-1", "SHA-256", "SHA-384", "SHA-512", "sha-512"])(
  "generates, signs and verifies with %s",
  async (hash) => {
    const { subtle } = await createEngine();
    const algorithm = { ...rsa, hash, modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) };
    const pair = await subtle.generateKey(algorithm, false, ["sign", "verify"]);
    const signature = await subtle.sign(rsa.name, pair.privateKey, message);
    const spki = Buffer.from(await subtle.exportKey("spki", pair.publicKey));
    const key = createPublicKey({ key: spki, format: "der", type: "spki" });
    expect(createVerify(hash.replace("-", "")).update(message).verify(key, Buffer.from(signature))).toBe(
      true,
    );
    expect(await subtle.verify(rsa.name, pair.publicKey, signature, message)).toBe(true);
    expect(await subtle.verify(rsa.name, pair.publicKey, signature, message.subarray(1))).toBe(false);
  },
);

it("keeps WebCrypto's rules: usages, extractability, keys of other engines", async () => {
  const { subtle } = await createEngine();
  const algorithm = { ...rsa, modulusLength: 2048, publicExponent: Uint8Array.of(1, 0, 1) };
  const pair = await subtle.generateKey(algorithm, false, ["sign", "verify"]);
  expect(pair.privateKey.usages).toEqual(["sign"]);
  expect(pair.publicKey.usages).toEqual(["verify"]);
  await expect(subtle.exportKey("pkcs8", pair.privateKey)).rejects.toThrow(/extractable/);
  await expect(subtle.sign(rsa.name, pair.publicKey, message)).rejects.toThrow();
  await expect(globalThis.crypto.subtle.sign(rsa.name, pair.privateKey, message)).rejects.toThrow(TypeError);
});

it("takes a JWK, and leaves the other algorithms to the original", async () => {
  const { subtle } = await createEngine();
  const { publicKey } = makeRsaKey();
  const jwk = createPublicKey(publicKey).export({ format: "jwk" });
  const key = await subtle.importKey("jwk", jwk, rsa, true, ["verify"]);
  expect(await subtle.verify(rsa.name, key, new Uint8Array(256), message)).toBe(false);
  expect(Buffer.from(await subtle.digest("SHA-256", message))).toHaveLength(32);
});

it("lets the event loop turn while signatures are made", async () => {
  const signer = await importSigner((await generateKeyPair({ modulusLength: 4096 })).privateKey);
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  await Promise.all(Array.from({ length: 64 }, () => signer.sign(message)));
  clearInterval(timer);
  // 64 signatures of 4096 bits take a hundred milliseconds and more; on the main thread there is no turn at all.
  expect(turns).toBeGreaterThan(5);
});
