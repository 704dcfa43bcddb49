import { createPrivateKey, createPublicKey, generateKeyPairSync } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import {
  type CryptoEngine,
  createEngine,
  createSelfSignedCertificate,
  cryptoKeySigner,
  generateKeyPair,
  importSigner,
  importVerifier,
  openPrivateKey,
  parseCertificate,
  sha256,
} from "../../../src/index.js";
import { makeRsaKey } from "../../support/rsa-key.js";

const { privateKey, publicKey } = makeRsaKey();
const key = createPrivateKey(privateKey);
const message = Buffer.from("message");
let certificate: string;

beforeAll(async () => {
  certificate = await createSelfSignedCertificate({
    signer: await importSigner(privateKey),
    subject: "CN=test",
    notBefore: new Date("2026-01-01T00:00:00Z"),
    notAfter: new Date("2027-01-01T00:00:00Z"),
  });
});

const encrypted = (cipher: string, type: "pkcs8" | "pkcs1") =>
  key.export({ format: "pem", type, cipher, passphrase: "open sesame" } as never) as string;

describe("importSigner", () => {
  it.each<[string, () => string | Uint8Array, string?]>([
    ["PKCS#8 PEM", () => privateKey],
    ["PKCS#8 PEM with CRLF", () => privateKey.replaceAll("\n", "\r\n")],
    ["PKCS#8 PEM as bytes", () => Buffer.from(privateKey)],
    ["PKCS#8 DER", () => key.export({ format: "der", type: "pkcs8" })],
    ["PKCS#1 PEM", () => key.export({ format: "pem", type: "pkcs1" }) as string],
    ["PKCS#1 DER", () => key.export({ format: "der", type: "pkcs1" })],
    ["encrypted PKCS#8 PEM", () => encrypted("aes-256-cbc", "pkcs8"), "open sesame"],
    ["legacy encrypted PEM", () => encrypted("aes-128-cbc", "pkcs1"), "open sesame"],
    ["certificate before key", () => certificate + privateKey],
    ["key before certificate, with attributes", () => `Bag Attributes\n  x: y\n${privateKey}${certificate}`],
  ])("reads %s", async (_name, file, passphrase) => {
    const signer = await importSigner(file(), passphrase === undefined ? {} : { passphrase });
    const verifier = await importVerifier(publicKey);
    await expect(verifier.verify(message, await signer.sign(message))).resolves.toBeUndefined();
    expect(Buffer.from(signer.publicKey ?? [])).toEqual(
      createPublicKey(key).export({ format: "der", type: "spki" }),
    );
  });

  it.each<[string, () => string | Uint8Array, string | undefined, string]>([
    ["a certificate", () => certificate, undefined, "ERR_KEY_MISSING"],
    ["a public key", () => publicKey, undefined, "ERR_KEY_MISSING"],
    ["text", () => "hello", undefined, "ERR_KEY_MISSING"],
    ["an empty file", () => new Uint8Array(), undefined, "ERR_KEY_MISSING"],
    [
      "a truncated key",
      () => `${privateKey.slice(0, 400)}\n-----END PRIVATE KEY-----`,
      undefined,
      "ERR_KEY_UNREADABLE",
    ],
    [
      "DER of something else",
      () => Uint8Array.of(0x30, 0x03, 0x02, 0x01, 0x00),
      undefined,
      "ERR_KEY_UNREADABLE",
    ],
    [
      "an encrypted key alone",
      () => encrypted("aes-256-cbc", "pkcs8"),
      undefined,
      "ERR_KEY_PASSPHRASE_MISSING",
    ],
    [
      "a legacy encrypted key alone",
      () => encrypted("aes-128-cbc", "pkcs1"),
      undefined,
      "ERR_KEY_PASSPHRASE_MISSING",
    ],
    [
      "a wrong passphrase",
      () => encrypted("aes-256-cbc", "pkcs8"),
      "open barley",
      "ERR_KEY_PASSPHRASE_WRONG",
    ],
    [
      "an EC key",
      () =>
        generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey.export({
          format: "pem",
          type: "pkcs8",
        }) as string,
      undefined,
      "ERR_KEY_TYPE",
    ],
    ["a key of 1024 bits", () => makeRsaKey(1024).privateKey, undefined, "ERR_KEY_TOO_SMALL"],
  ])("refuses %s", async (_name, file, passphrase, code) => {
    const attempt = importSigner(file(), passphrase === undefined ? {} : { passphrase });
    await expect(attempt).rejects.toMatchObject({ name: "KeyError", code });
  });

  it("names a wrong passphrase also where it leaves noise with the right padding", async () => {
    const file = encrypted("aes-128-cbc", "pkcs1");
    const passphrase = Array.from({ length: 20_000 }, (_, index) => `wrong ${index}`).find((each) => {
      try {
        return createPrivateKey({ key: file, passphrase: each }) === undefined;
      } catch (error) {
        return (error as { code?: string }).code !== "ERR_OSSL_BAD_DECRYPT";
      }
    });
    if (passphrase === undefined) throw new Error("no such passphrase in 20,000");
    const error = await importSigner(file, { passphrase }).catch((each: unknown) => each);
    expect(error).toMatchObject({ code: "ERR_KEY_PASSPHRASE_WRONG" });
  });

  it("takes a small key where that is asked for", async () => {
    const signer = await importSigner(makeRsaKey(1024).privateKey, { unsafeAllowSmallKeys: true });
    expect(await signer.sign(message)).toHaveLength(128);
  });

  it("signs a hash as it signs what was hashed", async () => {
    const signer = await importSigner(privateKey);
    const signature = await signer.signDigest(sha256(message));
    expect(signature).toEqual(await signer.sign(message));
    await expect(signer.signDigest(message)).rejects.toThrow(TypeError);
  });

  it("does not sign once it is aborted", async () => {
    const signer = await importSigner(privateKey);
    const reason = new Error("stop");
    await expect(signer.sign(message, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});

describe("importVerifier", () => {
  it.each<[string, () => string | Uint8Array]>([
    ["SPKI PEM", () => publicKey],
    ["SPKI DER", () => createPublicKey(key).export({ format: "der", type: "spki" })],
    ["PKCS#1 PEM", () => createPublicKey(key).export({ format: "pem", type: "pkcs1" }) as string],
    ["a certificate", () => certificate],
    ["a certificate in DER", () => parseCertificate(certificate).der],
    ["a file that starts with the private key", () => privateKey + certificate],
  ])("reads %s", async (_name, file) => {
    const verifier = await importVerifier(file());
    const signature = await (await importSigner(privateKey)).sign(message);
    await expect(verifier.verify(message, signature)).resolves.toBeUndefined();
    for (const wrong of [signature.slice(1), new Uint8Array(), signature.map((byte) => byte ^ 1)]) {
      await expect(verifier.verify(message, wrong)).rejects.toMatchObject({
        name: "SignatureError",
        code: "ERR_SIGNATURE_INVALID",
      });
    }
  });

  it.each<[string, () => string | Uint8Array, string]>([
    ["a private key", () => privateKey, "ERR_KEY_MISSING"],
    ["rubbish in DER", () => Uint8Array.of(0x30, 0x00), "ERR_KEY_UNREADABLE"],
    ["a key of 1024 bits", () => makeRsaKey(1024).publicKey, "ERR_KEY_TOO_SMALL"],
  ])("refuses %s", async (_name, file, code) => {
    await expect(importVerifier(file())).rejects.toMatchObject({ name: "KeyError", code });
  });
});

describe("openPrivateKey", () => {
  it("opens what is encrypted, of any type", () => {
    const ec = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const pem = ec.export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "x" }) as string;
    const opened = openPrivateKey(pem, { passphrase: "x" });
    expect(opened.privateKey).toBe(ec.export({ format: "pem", type: "pkcs8" }));
    expect(() => openPrivateKey(pem)).toThrow(
      expect.objectContaining({ code: "ERR_KEY_PASSPHRASE_MISSING" }),
    );
  });
});

describe("cryptoKeySigner", () => {
  const rsa = {
    name: "RSASSA-PKCS1-v1_5",
    hash: "SHA-256",
    modulusLength: 2048,
    publicExponent: Uint8Array.of(1, 0, 1),
  };

  it("signs with a key of the runtime's own engine", async () => {
    const engine = globalThis.crypto as CryptoEngine;
    const pair = await engine.subtle.generateKey(rsa, false, ["sign", "verify"]);
    const spki = new Uint8Array(await engine.subtle.exportKey("spki", pair.publicKey));
    const signature = await cryptoKeySigner({ engine, privateKey: pair.privateKey, publicKey: spki }).sign(
      message,
    );
    await expect((await importVerifier(spki)).verify(message, signature)).resolves.toBeUndefined();
  });

  it.each([
    [{ ...rsa, name: "RSA-PSS" }, "privateKey"],
    [{ ...rsa, hash: "SHA-512" }, "privateKey"],
    [rsa, "publicKey"],
  ] as const)("refuses %o, %s", async (algorithm, half) => {
    const pair = await (await createEngine()).subtle.generateKey(algorithm, false, ["sign", "verify"]);
    expect(() => cryptoKeySigner({ privateKey: pair[half] })).toThrow(TypeError);
  });
});

describe("generateKeyPair", () => {
  it.each([2048, 3072] as const)("makes a key of %d bits", async (modulusLength) => {
    const pair = await generateKeyPair({ modulusLength });
    const made = createPrivateKey(pair.privateKey);
    expect(made.asymmetricKeyDetails).toEqual({ modulusLength, publicExponent: 65537n });
    expect(pair.publicKey).toBe(createPublicKey(made).export({ format: "pem", type: "spki" }));
  });

  it("refuses other sizes", async () => {
    await expect(generateKeyPair({ modulusLength: 1024 as never })).rejects.toThrow(TypeError);
  });
});
