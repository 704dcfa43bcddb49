import { createSecureContext } from "node:tls";
import { afterAll, describe, expect, test } from "vitest";
import { readPkcs12 } from "../../../src/pkcs12/read-pkcs12.js";
import { certBag } from "../../../src/pkcs12/write-bags.js";
import { encodePfx, encryptedSafe, plainSafe } from "../../../src/pkcs12/write-pfx.js";
import { writePkcs12 } from "../../../src/pkcs12/write-pkcs12.js";
import { writeTrustStore } from "../../../src/pkcs12/write-trust-store.js";
import { parseCertificates } from "../../../src/x509/certificate.js";
import { expectCode } from "../../support/expect-error.js";
import { createThreeTier } from "../../support/three-tier.js";
import { toBer } from "../../support/to-ber.js";
import { describeWith, run, runVerbosely, temporaryFolder } from "../../support/tools.js";

const folder = temporaryFolder();
afterAll(folder.remove);
const { root, intermediate, leaf, leafKey } = await createThreeTier();
const password = "correct horse";
const keyFile = folder.write("key.pem", leafKey.privateKey);
const leafFile = folder.write("leaf.pem", leaf.pem);
const chainFile = folder.write("chain.pem", intermediate.pem + root.pem);
const ours = await writePkcs12({
  privateKey: leafKey.privateKey,
  certificates: [root, intermediate, leaf],
  password,
  friendlyName: "api client",
});

describe("node:tls", () => {
  test("takes our file, and refuses a wrong password", () => {
    expect(() => createSecureContext({ pfx: Buffer.from(ours), passphrase: password })).not.toThrow();
    expect(() => createSecureContext({ pfx: Buffer.from(ours), passphrase: "wrong" })).toThrow(
      /mac verify failure/,
    );
  });
});

describeWith("openssl", "what we write, openssl reads without -legacy", () => {
  const file = folder.write("ours.p12", ours);
  const pkcs12 = (path: string, ...args: string[]) =>
    runVerbosely("openssl", ["pkcs12", "-in", path, "-passin", `pass:${password}`, "-nodes", ...args]);

  test("key and certificates, the leaf first, with names and ids", () => {
    const { stdout } = pkcs12(file);
    expect(parseCertificates(stdout)).toEqual([leaf, intermediate, root]);
    expect(stdout).toContain(leafKey.privateKey);
    expect(stdout.match(/friendlyName: api client/g)).toHaveLength(2);
    const ids = Array.from(stdout.matchAll(/localKeyID: (.*)/g), ([, id]) => id);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  test("with the protection that it promises", () => {
    const info = pkcs12(file, "-info", "-noout").stderr;
    expect(info).toContain("MAC: sha256, Iteration 100000");
    expect(info.match(/PBES2, PBKDF2, AES-256-CBC, Iteration 100000, PRF hmacWithSHA256/g)).toHaveLength(2);
    expect(info).toContain("Shrouded Keybag");
    expect(info).toContain("PKCS7 Encrypted data");
  });

  test("a trust store", async () => {
    const bytes = await writeTrustStore({ certificates: [intermediate, root], password });
    const { stdout } = pkcs12(folder.write("trust.p12", bytes));
    expect(parseCertificates(stdout)).toEqual([intermediate, root]);
    expect(stdout).toContain("2.16.840.1.113894.746875.1.1: ");
    expect(stdout).toContain("friendlyName: Test Root");
  });

  test("and not with a wrong password", () => {
    expect(() => run("openssl", ["pkcs12", "-in", file, "-passin", "pass:wrong", "-nodes"])).toThrow(
      /invalid password|mac verify/i,
    );
  });
});

describeWith("openssl", "what openssl writes, we read", () => {
  const exportWith = (secret: string, ...options: string[]): Uint8Array => {
    const path = folder.path("theirs.p12");
    run("openssl", [
      ...["pkcs12", "-export", "-inkey", keyFile, "-in", leafFile, "-certfile", chainFile],
      ...["-name", "Zoë", "-passout", `pass:${secret}`, "-out", path, ...options],
    ]);
    return folder.read("theirs.p12");
  };
  const contents = {
    privateKey: leafKey.privateKey,
    certificates: [leaf, intermediate, root],
    friendlyName: "Zoë",
  };
  const sha1Mac = "The PKCS#12 file is protected by a MAC with SHA-1, which is obsolete.";
  const weakKey =
    "In the PKCS#12 file, the private key is encrypted with pbeWithSHAAnd3-KeyTripleDES-CBC: 3DES and SHA-1 are obsolete.";
  const weakCerts = (scheme: string, why: string) =>
    `In the PKCS#12 file, the certificates are encrypted with ${scheme}: ${why}.`;

  test.each<[string, string[], string[]]>([
    ["its defaults", [], []],
    ["AES-128 and SHA-512", ["-keypbe", "AES-128-CBC", "-certpbe", "AES-192-CBC", "-macalg", "sha512"], []],
    ["SHA-384", ["-macalg", "sha384"], []],
    ["one iteration", ["-noiter", "-nomaciter"], []],
    ["100,000 iterations", ["-iter", "100000"], []],
    ["certificates in the clear", ["-certpbe", "NONE"], []],
    ["all in the clear", ["-certpbe", "NONE", "-keypbe", "NONE"], []],
    ["no MAC", ["-nomac"], ["The PKCS#12 file has no MAC: nothing shows whether it was altered."]],
    [
      "-legacy, which is RC2-40 and 3DES",
      ["-legacy"],
      [
        weakCerts("pbewithSHAAnd40BitRC2-CBC", "all of its 40-bit keys can be tried in hours"),
        weakKey,
        sha1Mac,
      ],
    ],
    [
      "-legacy -descert, which is 3DES",
      ["-legacy", "-descert"],
      [weakCerts("pbeWithSHAAnd3-KeyTripleDES-CBC", "3DES and SHA-1 are obsolete"), weakKey, sha1Mac],
    ],
    [
      "RC2-128",
      ["-legacy", "-certpbe", "PBE-SHA1-RC2-128"],
      [weakCerts("pbeWithSHAAnd128BitRC2-CBC", "RC2 and SHA-1 are obsolete"), weakKey, sha1Mac],
    ],
    [
      "3DES with two keys",
      ["-certpbe", "PBE-SHA1-2DES", "-legacy"],
      [weakCerts("pbeWithSHAAnd2-KeyTripleDES-CBC", "3DES and SHA-1 are obsolete"), weakKey, sha1Mac],
    ],
    ["3DES with PBES2", ["-certpbe", "DES-EDE3-CBC"], [weakCerts("3DES", "3DES is obsolete")]],
  ])("with %s", async (_, options, warnings) => {
    const bytes = exportWith(password, ...options);
    expect(await readPkcs12(bytes, { password })).toEqual({ ...contents, warnings });
    if (!options.includes("NONE")) {
      await expectCode("ERR_PKCS12_PASSWORD", /does not open/, () =>
        readPkcs12(bytes, { password: "wrong" }),
      );
    }
  });

  test.each<[string, string[]]>([
    ["", []],
    ["", ["-legacy"]],
    ["pässwörd", []],
    ["pässwörd", ["-legacy"]],
    ["😀", []],
  ])("with the password %o %o", async (secret, options) => {
    expect(await readPkcs12(exportWith(secret, ...options), { password: secret })).toMatchObject(contents);
  });

  test("with certificates only", async () => {
    run("openssl", [
      ...["pkcs12", "-export", "-nokeys", "-in", chainFile, "-passout", `pass:${password}`],
      ...["-out", folder.path("nokeys.p12")],
    ]);
    expect(await readPkcs12(folder.read("nokeys.p12"), { password })).toEqual({
      certificates: [intermediate, root],
      warnings: [],
    });
  });

  test("with indefinite lengths and strings in pieces, which openssl reads too", async () => {
    const protection = { password, iterations: 1_000 };
    const safes = [await encryptedSafe([certBag(root.der)], protection), plainSafe(certBag(leaf.der))];
    const bytes = toBer(await encodePfx(safes.map(toBer), protection));
    expect(bytes.subarray(0, 2)).toEqual(Buffer.of(0x30, 0x80));
    expect((await readPkcs12(bytes, { password })).certificates).toEqual([root, leaf]);
    const file = folder.write("ber.p12", bytes);
    const shown = run("openssl", ["pkcs12", "-in", file, "-passin", `pass:${password}`, "-nodes"]);
    expect(parseCertificates(shown)).toEqual([root, leaf]);
    await expectCode("ERR_PKCS12_PASSWORD", /does not open/, () => readPkcs12(bytes, { password: "wrong" }));
    await expectCode("ERR_PKCS12_UNREADABLE", /BER/, () => readPkcs12(bytes.subarray(0, -1), { password }));
  });
});
