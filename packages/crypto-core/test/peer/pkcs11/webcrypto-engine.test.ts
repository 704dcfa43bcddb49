import type { Crypto } from "node-webcrypto-p11";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  type CryptoEngine,
  createCertificateRequest,
  createSelfSignedCertificate,
  cryptoKeySigner,
  importVerifier,
  type Signer,
} from "../../../src/index.js";
import { openPkcs11Token, type Pkcs11Token, serializeEngine } from "../../../src/pkcs11/index.js";
import { describeWithSoftHsm } from "../../support/pkcs11/softhsm.js";
import { run } from "../../support/tools.js";

const algorithm = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 2048,
  publicExponent: Uint8Array.of(1, 0, 1),
};

describeWithSoftHsm("engines of node-webcrypto-p11", (hsm) => {
  /** Keeps the module initialised for several threads, which these engines do not see to. */
  let token: Pkcs11Token;
  const opened: Crypto[] = [];
  /** Loaded here: it needs the compiled pkcs11js, without which the tests are skipped. */
  let engines: typeof import("node-webcrypto-p11");
  beforeAll(async () => {
    engines = await import("node-webcrypto-p11");
    token = await openPkcs11Token(hsm);
  });
  afterAll(async () => {
    await token.close();
  });

  async function newSigner(
    wrap: (engine: CryptoEngine) => CryptoEngine,
  ): Promise<Required<Pick<Signer, "publicKey">> & Signer> {
    // The only other slot is SoftHSM's empty one, which comes last.
    const crypto = new engines.Crypto({ library: hsm.module, slot: 0, readWrite: true, pin: hsm.pin });
    opened.push(crypto);
    const engine = wrap(crypto as unknown as CryptoEngine);
    const pair = await engine.subtle.generateKey(algorithm, false, ["sign", "verify"]);
    const publicKey = new Uint8Array(await engine.subtle.exportKey("spki", pair.publicKey));
    await expect(engine.subtle.exportKey("pkcs8", pair.privateKey)).rejects.toThrow();
    return { ...cryptoKeySigner({ engine, privateKey: pair.privateKey, publicKey }), publicKey };
  }

  it("sign, request and certify through a key that stays inside", async () => {
    const signer = await newSigner((engine) => engine);
    const message = Buffer.from("a message");
    await (await importVerifier(signer.publicKey)).verify(message, await signer.sign(message));
    const request = await createCertificateRequest({ signer, subject: "CN=example" });
    expect(run("openssl", ["req", "-verify", "-noout", "-subject"], request)).toContain("CN = example");
    const certificate = await createSelfSignedCertificate({
      signer,
      subject: "CN=example",
      notBefore: new Date("2020-01-01"),
      notAfter: new Date("2049-01-01"),
    });
    expect(run("openssl", ["x509", "-noout", "-subject"], certificate)).toBe("subject=CN = example\n");
  });

  it("sign many messages at once where they are serialised, several engines together", async () => {
    const signers = [await newSigner(serializeEngine), await newSigner(serializeEngine)];
    const verifiers = await Promise.all(signers.map(({ publicKey }) => importVerifier(publicKey)));
    const buffer = Buffer.from("message 000");
    const jobs = Array.from({ length: 64 }, async (_, index) => {
      buffer.write(String(index).padStart(3, "0"), 8);
      const message = Buffer.from(buffer);
      // The buffer is written to again before the message's turn comes.
      const signature = await signers[index % 2]?.sign(buffer);
      await verifiers[index % 2]?.verify(message, signature as Uint8Array);
    });
    await expect(Promise.all(jobs)).resolves.toHaveLength(64);
  });

  it("go on after one operation failed", async () => {
    const engine = serializeEngine(opened[0] as unknown as CryptoEngine);
    const failing = engine.subtle.importKey("pkcs8", Buffer.from("no key"), algorithm, false, ["sign"]);
    const working = engine.subtle.digest("SHA-256", Buffer.from("abc"));
    await expect(failing).rejects.toThrow();
    expect(Buffer.from(await working).toString("hex")).toMatch(/^ba7816bf/);
    expect(engine.getRandomValues(new Uint8Array(8))).toHaveLength(8);
  });
});
