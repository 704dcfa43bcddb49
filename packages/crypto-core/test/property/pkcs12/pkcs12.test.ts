import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CertificateError } from "../../../src/errors.js";
import { readPkcs12 } from "../../../src/pkcs12/read-pkcs12.js";
import { writePkcs12 } from "../../../src/pkcs12/write-pkcs12.js";
import { createThreeTier } from "../../support/three-tier.js";

const { root, intermediate, leaf, leafKey } = await createThreeTier();
const options = {
  privateKey: leafKey.privateKey,
  certificates: [leaf, intermediate, root],
  password: "correct horse",
  iterations: 1_000,
};
const file = await writePkcs12(options);
const readOrRefused = async (bytes: Uint8Array) => {
  try {
    await readPkcs12(bytes, { password: options.password });
  } catch (error) {
    expect(error).toBeInstanceOf(CertificateError);
    expect((error as CertificateError).code).toMatch(/^ERR_PKCS12_(PASSWORD|UNREADABLE|UNSUPPORTED)$/);
  }
};

describe("readPkcs12", () => {
  test("opens what writePkcs12 wrote, with any password and name that it takes", async () => {
    const password = fc.stringMatching(/^[\x20-\x7e]{1,40}$/);
    const friendlyName = fc.string({ unit: "grapheme", maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(password, friendlyName, async (secret, name) => {
        const bytes = await writePkcs12({ ...options, password: secret, friendlyName: name });
        expect(await readPkcs12(bytes, { password: secret })).toMatchObject({
          privateKey: leafKey.privateKey,
          friendlyName: name,
        });
        await expect(readPkcs12(bytes, { password: `${secret}x` })).rejects.toMatchObject({
          code: "ERR_PKCS12_PASSWORD",
        });
      }),
      { numRuns: 50 },
    );
  });

  test("finds the leaf in any order", async () => {
    const orders = fc.shuffledSubarray(options.certificates, { minLength: 3 });
    await fc.assert(
      fc.asyncProperty(orders, async (certificates) => {
        const bytes = await writePkcs12({ ...options, certificates });
        const contents = await readPkcs12(bytes, { password: options.password });
        expect(contents.certificates).toEqual(options.certificates);
      }),
      { numRuns: 12 },
    );
  });

  test("throws nothing but CertificateError on any bytes", async () => {
    await fc.assert(fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), readOrRefused), { numRuns: 1_000 });
  });

  test("and on a file with a byte changed, or a part cut out", async () => {
    // The first bytes are its structure, the last ones its MAC; what is between is ciphertext for the most part.
    const position = fc.oneof(
      fc.nat({ max: 150 }),
      fc.nat({ max: file.length - 1 }),
      fc.nat({ max: 120 }).map((back) => file.length - 1 - back),
    );
    await fc.assert(
      fc.asyncProperty(position, fc.nat({ max: 255 }), fc.nat({ max: 2 }), async (at, byte, removed) => {
        await readOrRefused(
          Buffer.concat([file.subarray(0, at), Buffer.of(byte), file.subarray(at + removed)]),
        );
      }),
      { numRuns: 500 },
    );
  });
});
