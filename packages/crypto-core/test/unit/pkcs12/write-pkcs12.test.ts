import { createPrivateKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readPkcs12 } from "../../../src/pkcs12/read-pkcs12.js";
import { javaTrustedForAnything } from "../../../src/pkcs12/write-bags.js";
import { writePkcs12 } from "../../../src/pkcs12/write-pkcs12.js";
import { writeTrustStore } from "../../../src/pkcs12/write-trust-store.js";
import { expectCode } from "../../support/expect-error.js";
import { issueCertificate } from "../../support/issue-certificate.js";
import { nodeSigner } from "../../support/node-signer.js";
import { createThreeTier } from "../../support/three-tier.js";

const { root, intermediate, leaf, leafKey } = await createThreeTier();
const password = "correct horse";
const options = {
  privateKey: leafKey.privateKey,
  certificates: [root, leaf, intermediate],
  password,
  iterations: 1_000,
  friendlyName: "Zürich 東京",
};

describe("writePkcs12", () => {
  test("writes what readPkcs12 reads, the leaf first", async () => {
    expect(await readPkcs12(await writePkcs12(options), { password })).toEqual({
      privateKey: leafKey.privateKey,
      certificates: [leaf, intermediate, root],
      friendlyName: "Zürich 東京",
      warnings: [],
    });
  });

  test.each<[string, string | Uint8Array, Parameters<typeof writePkcs12>[0]["certificates"]]>([
    ["PEM in one text", leafKey.privateKey, root.pem + leaf.pem + intermediate.pem],
    ["bytes of PEM", Buffer.from(leafKey.privateKey), Buffer.from(root.pem + leaf.pem + intermediate.pem)],
    [
      "DER",
      createPrivateKey(leafKey.privateKey).export({ format: "der", type: "pkcs8" }),
      [root.der, intermediate.der, leaf.der],
    ],
    [
      "PKCS#1",
      createPrivateKey(leafKey.privateKey).export({ format: "pem", type: "pkcs1" }).toString(),
      [root, intermediate.pem, leaf.der],
    ],
  ])("takes %s", async (_, privateKey, certificates) => {
    const contents = await readPkcs12(await writePkcs12({ ...options, privateKey, certificates }), {
      password,
    });
    expect(contents.privateKey).toBe(leafKey.privateKey);
    expect(contents.certificates).toEqual([leaf, intermediate, root]);
  });

  test("keeps certificates that are not of the chain, behind it", async () => {
    const { root: stranger } = await createThreeTier();
    const bytes = await writePkcs12({ ...options, certificates: [stranger, leaf] });
    expect((await readPkcs12(bytes, { password })).certificates).toEqual([leaf, stranger]);
  });

  test("is the same twice with the same randomness, and never otherwise", async () => {
    const getRandomValues = (bytes: Uint8Array) => bytes.fill(7);
    const [first, second, third] = await Promise.all([
      writePkcs12({ ...options, getRandomValues }),
      writePkcs12({ ...options, getRandomValues }),
      writePkcs12(options),
    ]);
    expect(first).toEqual(second);
    expect(first).not.toEqual(third);
  });

  test.each([
    ["", /it is empty/],
    ["pässword", /printable ASCII, with which Java cannot/],
    ["tab\t", /printable ASCII/],
  ])("refuses the password %o", async (refused, message) => {
    await expectCode("ERR_PKCS12_PASSWORD", message, () => writePkcs12({ ...options, password: refused }));
    await expectCode("ERR_PKCS12_PASSWORD", message, () =>
      writeTrustStore({ certificates: root, password: refused }),
    );
  });

  test.each([0, 999, 5_000_001, 1000.5, Number.NaN])("refuses %d iterations", async (iterations) => {
    await expect(writePkcs12({ ...options, iterations })).rejects.toThrow(TypeError);
  });

  test("refuses certificates without the key's, and what is no certificate", async () => {
    await expectCode("ERR_CERTIFICATE_NO_MATCH", /CN=Test Root/, () =>
      writePkcs12({ ...options, certificates: [root, intermediate] }),
    );
    await expectCode("ERR_CERTIFICATE_UNREADABLE", /a private key/, () =>
      writePkcs12({ ...options, certificates: leafKey.privateKey }),
    );
  });

  test("refuses keys that it cannot read, and never quotes them", async () => {
    const encrypted = createPrivateKey(leafKey.privateKey)
      .export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "x" })
      .toString();
    const legacy = createPrivateKey(leafKey.privateKey)
      .export({ format: "pem", type: "pkcs1", cipher: "aes-256-cbc", passphrase: "x" })
      .toString();
    for (const privateKey of [encrypted, legacy]) {
      await expectCode("ERR_KEY_PASSPHRASE_MISSING", /is encrypted/, () =>
        writePkcs12({ ...options, privateKey }),
      );
    }
    for (const privateKey of ["", "hello", leaf.pem, Uint8Array.of(1, 2, 3)]) {
      await expectCode("ERR_KEY_UNREADABLE", /neither PEM nor PKCS#8/, () =>
        writePkcs12({ ...options, privateKey }),
      );
    }
  });
});

describe("writeTrustStore", () => {
  test("trusts for anything, in Oracle's attribute", () => {
    // 2.16.840.1.113894.746875.1.1, and a SET of anyExtendedKeyUsage (2.5.29.37.0)
    expect(Buffer.from(javaTrustedForAnything()).toString("hex")).toBe(
      "3016060c6086480186f966adca7b010131060604551d2500",
    );
  });

  const read = async (bytes: Uint8Array) => readPkcs12(bytes, { password });

  test("holds certificates in their order, and no key", async () => {
    const bytes = await writeTrustStore({ certificates: [intermediate, root], password, iterations: 1_000 });
    expect(await read(bytes)).toEqual({
      certificates: [intermediate, root],
      friendlyName: "Test Intermediate",
      warnings: [],
    });
  });

  test("calls a certificate without a common name by its whole subject", async () => {
    const nameless = await issueCertificate({
      issuer: nodeSigner(leafKey.privateKey),
      issuerName: "CN=a",
      subject: "O=Example,C=GB",
      publicKey: nodeSigner(leafKey.privateKey).publicKey,
    });
    const bytes = await writeTrustStore({ certificates: [nameless], password, iterations: 1_000 });
    expect(await read(bytes)).toMatchObject({ friendlyName: "O=Example,C=GB" });
  });

  test("refuses nothing to trust, and names that Java would mix up", async () => {
    const certificates = [root, intermediate];
    await expect(writeTrustStore({ certificates: [], password })).rejects.toThrow("at least one certificate");
    await expect(writeTrustStore({ certificates, password, friendlyNames: ["a"] })).rejects.toThrow(
      "1 friendlyNames for 2 certificates",
    );
    await expect(writeTrustStore({ certificates, password, friendlyNames: ["a", "A"] })).rejects.toThrow(
      "alike",
    );
  });

  test("refuses what is no certificate", () =>
    expectCode("ERR_CERTIFICATE_UNREADABLE", /an empty file/, () =>
      writeTrustStore({ certificates: "", password }),
    ));
});
