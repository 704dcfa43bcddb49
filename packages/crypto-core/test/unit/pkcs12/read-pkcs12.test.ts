import { createPrivateKey } from "node:crypto";
import { describe, expect, test } from "vitest";
import {
  contextConstructed,
  encodeDer,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
  unsignedInteger,
} from "../../../src/asn1/der-writer.js";
import { oid } from "../../../src/asn1/oids.js";
import { IterationBudget } from "../../../src/pkcs12/iteration-budget.js";
import { computeMac } from "../../../src/pkcs12/mac.js";
import { readPkcs12 } from "../../../src/pkcs12/read-pkcs12.js";
import { certBag, friendlyName, shroudedKeyBag } from "../../../src/pkcs12/write-bags.js";
import { encodePfx, encryptedPrivateKey, encryptedSafe, plainSafe } from "../../../src/pkcs12/write-pfx.js";
import { writePkcs12 } from "../../../src/pkcs12/write-pkcs12.js";
import { expectCode } from "../../support/expect-error.js";
import { generateNodeSigner } from "../../support/node-signer.js";
import { createThreeTier } from "../../support/three-tier.js";

const { root, intermediate, leaf, leafKey } = await createThreeTier();
const other = generateNodeSigner();
const password = "correct horse";
const protection = { password, iterations: 1_000 };
const pkcs8 = (privateKey: string) => createPrivateKey(privateKey).export({ format: "der", type: "pkcs8" });
const shrouded = async (privateKey: string, name: string) =>
  shroudedKeyBag(await encryptedPrivateKey(pkcs8(privateKey), protection), friendlyName(name));
const bag = (kind: string, value: Uint8Array) =>
  sequence(objectIdentifier(kind), contextConstructed(0, value));
const contentInfo = (type: string, content: Uint8Array) =>
  sequence(objectIdentifier(type), contextConstructed(0, content));
const withoutMac = (...safes: Uint8Array[]) =>
  sequence(unsignedInteger(3), contentInfo(oid.data, octetString(sequence(...safes))));
const simpleContent = sequence(plainSafe(certBag(leaf.der)));
const simpleDerivation = { hash: "sha256", salt: Buffer.alloc(8, 1), iterations: 1 };
const macOf = (macPassword: string | undefined) =>
  computeMac(
    { hash: "sha256", derivation: simpleDerivation },
    simpleContent,
    macPassword,
    new IterationBudget(),
  );
/** Without its iteration count, which is 1 by default. */
const withMac = (mac: Uint8Array) =>
  sequence(
    unsignedInteger(3),
    contentInfo(oid.data, octetString(simpleContent)),
    sequence(
      sequence(sequence(objectIdentifier(oid.sha256), nullValue()), octetString(mac)),
      octetString(simpleDerivation.salt),
    ),
  );
const file = await writePkcs12({ ...protection, privateKey: leafKey.privateKey, certificates: leaf });

describe("the password", () => {
  test("opens the file", async () => {
    expect((await readPkcs12(file, { password })).certificates).toEqual([leaf]);
  });

  test.each(["", "Correct horse", "correct horse ", "ünïcode"])("%o does not", (wrong) =>
    expectCode("ERR_PKCS12_PASSWORD", /does not open/, () => readPkcs12(file, { password: wrong })),
  );

  test("does not open a file without a MAC either, where it is wrong", async () => {
    const bytes = withoutMac(await encryptedSafe([certBag(leaf.der)], protection));
    expect(await readPkcs12(bytes, { password })).toEqual({
      certificates: [leaf],
      warnings: ["The PKCS#12 file has no MAC: nothing shows whether it was altered."],
    });
    // Once in 256 the padding is right by chance: enough tries to see that too.
    for (let i = 0; i < 600; i++) {
      await expectCode("ERR_PKCS12_PASSWORD", /does not open/, () =>
        readPkcs12(bytes, { password: `wrong ${i}` }),
      );
    }
  });

  test.each([
    ["an empty string", ""],
    ["no string", undefined],
  ])("may be %s, where it is empty", async (_, emptyPassword) => {
    const bytes = withMac(await macOf(emptyPassword));
    expect((await readPkcs12(bytes, { password: "" })).certificates).toEqual([leaf]);
    await expectCode("ERR_PKCS12_PASSWORD", /does not open/, () => readPkcs12(bytes, { password: "x" }));
  });
});

describe("an altered file", () => {
  test("does not open, whichever byte of its content or MAC was changed", async () => {
    for (let i = 60; i < file.length; i += 97) {
      const altered = Uint8Array.from(file);
      altered[i] = (altered[i] ?? 0) ^ 1;
      await expect(readPkcs12(altered, { password })).rejects.toMatchObject({
        code: expect.stringMatching(/^ERR_PKCS12_(PASSWORD|UNREADABLE|UNSUPPORTED)$/),
      });
    }
  });

  test("does not open where the MAC was cut short, or made longer", async () => {
    const mac = await macOf(password);
    expect((await readPkcs12(withMac(mac), { password })).certificates).toEqual([leaf]);
    for (const wrong of [mac.subarray(1), mac.subarray(0, -1), new Uint8Array(), Buffer.concat([mac, mac])]) {
      await expectCode("ERR_PKCS12_PASSWORD", /does not open/, () =>
        readPkcs12(withMac(wrong), { password }),
      );
    }
  });
});

describe("what is in a file", () => {
  test("a key without its certificate comes with a warning", async () => {
    const bytes = await encodePfx(
      [plainSafe(certBag(root.der), certBag(leaf.der), await shrouded(other.privateKey, "other"))],
      protection,
    );
    expect(await readPkcs12(bytes, { password })).toEqual({
      privateKey: other.privateKey,
      certificates: [root, leaf],
      friendlyName: "other",
      warnings: ["No certificate of the PKCS#12 file has the key's public key."],
    });
  });

  test("of several keys, the first with a certificate is taken, and the warning says so", async () => {
    const bags = [await shrouded(other.privateKey, "other"), await shrouded(leafKey.privateKey, "leaf")];
    const bytes = await encodePfx(
      [plainSafe(certBag(intermediate.der), certBag(leaf.der), ...bags)],
      protection,
    );
    expect(await readPkcs12(bytes, { password })).toEqual({
      privateKey: leafKey.privateKey,
      certificates: [leaf, intermediate],
      friendlyName: "leaf",
      warnings: ["The PKCS#12 file has 2 private keys; this is one of them."],
    });
  });

  test("a key in the clear, bags in bags, and others are counted", async () => {
    const inner = bag(
      oid.safeContentsBag,
      sequence(certBag(leaf.der), bag(oid.keyBag, pkcs8(leafKey.privateKey))),
    );
    const sdsi = bag(
      oid.certBag,
      sequence(objectIdentifier("1.2.840.113549.1.9.22.2"), contextConstructed(0, encodeDer(0x16))),
    );
    // A secretBag.
    const bytes = await encodePfx(
      [plainSafe(inner, sdsi, bag("1.2.840.113549.1.12.10.1.5", nullValue()))],
      protection,
    );
    expect(await readPkcs12(bytes, { password })).toEqual({
      privateKey: leafKey.privateKey,
      certificates: [leaf],
      warnings: ["The PKCS#12 file also has 2 things that are neither key nor certificate."],
    });
  });

  test("nothing at all is no error", async () => {
    expect(await readPkcs12(await encodePfx([], protection), { password })).toEqual({
      certificates: [],
      warnings: [],
    });
  });
});

describe("PBMAC1 (RFC 9579)", () => {
  const pbkdf2 = (...optional: Uint8Array[]) =>
    sequence(
      objectIdentifier(oid.pbkdf2),
      sequence(octetString(Buffer.alloc(8, 1)), unsignedInteger(2048), ...optional),
    );
  const hmac = (kind: string) => sequence(objectIdentifier(kind), nullValue());
  const withPbmac1 = async (derivation: Uint8Array) => {
    const content = sequence(plainSafe(certBag(leaf.der)));
    const mac = await computeMac(
      {
        hash: "sha256",
        derivation: { hash: "sha256", salt: Buffer.alloc(8, 1), iterations: 2048 },
        pbmac1KeyLength: 32,
      },
      content,
      password,
      new IterationBudget(),
    );
    const algorithm = sequence(objectIdentifier(oid.pbmac1), sequence(derivation, hmac(oid.hmacWithSHA256)));
    return sequence(
      unsignedInteger(3),
      contentInfo(oid.data, octetString(content)),
      sequence(
        sequence(algorithm, octetString(mac)),
        octetString(Buffer.from("NOT USED")),
        unsignedInteger(1),
      ),
    );
  };

  test("is read, and checked", async () => {
    const bytes = await withPbmac1(pbkdf2(unsignedInteger(32), hmac(oid.hmacWithSHA256)));
    expect(await readPkcs12(bytes, { password })).toEqual({ certificates: [leaf], warnings: [] });
    await expectCode("ERR_PKCS12_PASSWORD", /does not open/, () => readPkcs12(bytes, { password: "wrong" }));
  });

  test.each([[[]], [[unsignedInteger(1)]], [[unsignedInteger(65)]]])(
    "is refused with a key length of its own choice",
    async (length) => {
      const bytes = await withPbmac1(pbkdf2(...length, hmac(oid.hmacWithSHA256)));
      await expectCode("ERR_PKCS12_UNSUPPORTED", /PBMAC1 key length/, () => readPkcs12(bytes, { password }));
    },
  );
});

describe("what is refused", () => {
  test.each<[string, RegExp, Uint8Array]>([
    ["an empty file", /it is an empty file/, new Uint8Array()],
    ["PEM", /it is a certificate/, Buffer.from(leaf.pem)],
    ["a certificate in DER", /it is a certificate/, leaf.der],
    ["a key in DER", /it is a private key/, pkcs8(leafKey.privateKey)],
    ["a Java key store", /it is a Java key store/, Buffer.from("feedfeed00000002", "hex")],
    ["a file that is cut off", /cut off/, file.subarray(0, -10)],
    ["trailing bytes", /followed by something/, Buffer.concat([file, Buffer.of(0)])],
    ["another version", /it is DER of something else/, Buffer.from(file).fill(1, 6, 7)],
    ["a PFX of nothing", /damaged: ContentInfo/, sequence(unsignedInteger(3), sequence())],
    [
      "a damaged certificate",
      /a certificate in it is damaged/,
      withoutMac(plainSafe(certBag(Buffer.of(1, 2)))),
    ],
  ])("%s", (_, message, bytes) =>
    expectCode("ERR_PKCS12_UNREADABLE", message, () => readPkcs12(bytes, { password })),
  );

  const algorithm = (kind: string, ...parameters: Uint8Array[]) =>
    sequence(objectIdentifier(kind), ...parameters);
  const keyWith = (encryption: Uint8Array) =>
    withoutMac(plainSafe(shroudedKeyBag(sequence(encryption, octetString(Buffer.alloc(16))))));
  const pbes2 = (derivation: Uint8Array, cipher: Uint8Array) =>
    algorithm(oid.pbes2, sequence(derivation, cipher));
  const pbkdf2 = algorithm(oid.pbkdf2, sequence(octetString(Buffer.alloc(8)), unsignedInteger(1)));
  const aes = algorithm(oid.aes256Cbc, octetString(Buffer.alloc(16)));

  test.each<[string, RegExp, Uint8Array]>([
    [
      "a signed file",
      /a signature in place of a MAC/,
      sequence(unsignedInteger(3), contentInfo(oid.signedData, sequence())),
    ],
    [
      "other content",
      /content of type 1\.2\.3/,
      sequence(unsignedInteger(3), contentInfo("1.2.3", sequence())),
    ],
    [
      "a part for a public key",
      /encrypted for a public key/,
      withoutMac(contentInfo(oid.envelopedData, sequence())),
    ],
    ["a part of another type", /a part of type 1\.2\.3/, withoutMac(contentInfo("1.2.3", sequence()))],
    ["RC4", /an encryption, 1\.2\.840\.113549\.1\.12\.1\.1/, keyWith(algorithm("1.2.840.113549.1.12.1.1"))],
    ["scrypt", /other than PBKDF2/, keyWith(pbes2(algorithm("1.3.6.1.4.1.11591.4.11"), aes))],
    ["another cipher", /a cipher, 1\.2\.3/, keyWith(pbes2(pbkdf2, algorithm("1.2.3")))],
    [
      "another pseudorandom function",
      /a keyed hash, 1\.2\.3/,
      keyWith(
        pbes2(
          algorithm(
            oid.pbkdf2,
            sequence(octetString(Buffer.alloc(8)), unsignedInteger(1), algorithm("1.2.3")),
          ),
          aes,
        ),
      ),
    ],
    [
      "ten million iterations and one",
      /more than 10000000 iterations/,
      keyWith(
        pbes2(
          algorithm(oid.pbkdf2, sequence(octetString(Buffer.alloc(8)), unsignedInteger(10_000_001))),
          aes,
        ),
      ),
    ],
    [
      "a key of an unknown kind",
      /a private key of an unknown kind/,
      withoutMac(
        plainSafe(
          bag(oid.keyBag, sequence(unsignedInteger(0), algorithm("1.2.3"), octetString(Buffer.of(0)))),
        ),
      ),
    ],
  ])("%s", (_, message, bytes) =>
    expectCode("ERR_PKCS12_UNSUPPORTED", message, () => readPkcs12(bytes, { password })),
  );
});
