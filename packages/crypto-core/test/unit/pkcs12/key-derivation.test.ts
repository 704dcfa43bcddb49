import { describe, expect, test } from "vitest";
import { IterationBudget } from "../../../src/pkcs12/iteration-budget.js";
import { deriveWithPbkdf2, deriveWithPkcs12, purpose } from "../../../src/pkcs12/key-derivation.js";
import { expectCode } from "../../support/expect-error.js";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex").toUpperCase();
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "hex"));

describe("deriveWithPkcs12", () => {
  // Dr Stephen Henson's vectors, which OpenSSL, Bouncy Castle and others test with.
  test.each([
    ["smeg", purpose.key, "0A58CF64530D823F", 1, 24, "8AAAE6297B6CB04642AB5B077851284EB7128F1A2A7FBCA3"],
    ["smeg", purpose.iv, "0A58CF64530D823F", 1, 8, "79993DFE048D3B76"],
    ["smeg", purpose.key, "642B99AB44FB4B1F", 1, 24, "F3A95FEC48D7711E985CFE67908C5AB79FA3D7C5CAA5D966"],
    ["smeg", purpose.mac, "3D83C0E4546AC140", 1, 20, "8D967D88F6CAA9D714800AB3D48051D63F73A312"],
    ["queeg", purpose.key, "05DEC959ACFF72F7", 1000, 24, "ED2034E36328830FF09DF1E1A07DD357185DAC0D4F9EB3D4"],
    ["queeg", purpose.iv, "05DEC959ACFF72F7", 1000, 8, "11DEDAD7758D4860"],
    ["queeg", purpose.mac, "263216FCC2FAB31C", 1000, 20, "5EC4C7A80DF652294C3925B6489A7AB857C83476"],
  ])("%s, purpose %i, salt %s, %i rounds", async (password, id, salt, iterations, length, expected) => {
    const derivation = { hash: "sha1", salt: bytes(salt), iterations };
    expect(hex(await deriveWithPkcs12(derivation, password, id, length, new IterationBudget()))).toBe(
      expected,
    );
  });
});

describe("the iterations of a file", () => {
  const derivation = (iterations: number) => ({ hash: "sha256", salt: new Uint8Array(8), iterations });

  test("are limited to 10 million, before any is done", async () => {
    for (const derive of [
      () => deriveWithPbkdf2(derivation(10_000_001), "a", 32, new IterationBudget()),
      () => deriveWithPkcs12(derivation(10_000_001), "a", purpose.mac, 32, new IterationBudget()),
    ]) {
      await expectCode("ERR_PKCS12_UNSUPPORTED", /more than 10000000 iterations/, derive);
    }
  });

  test("are counted over all of it, and over blocks", async () => {
    const budget = new IterationBudget();
    budget.spend(10_000_000 - 2);
    await deriveWithPbkdf2(derivation(1), "a", 64, budget);
    await expectCode("ERR_PKCS12_UNSUPPORTED", /iterations/, () =>
      deriveWithPbkdf2(derivation(1), "a", 1, budget),
    );
  });

  test("are at least 1", () =>
    expectCode("ERR_PKCS12_UNREADABLE", /below 1/, () =>
      deriveWithPbkdf2(derivation(0), "a", 32, new IterationBudget()),
    ));
});
