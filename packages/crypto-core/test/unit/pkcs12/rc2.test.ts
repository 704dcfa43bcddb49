import { describe, expect, test } from "vitest";
import { decryptBlock, decryptRc2Cbc, expandKey } from "../../../src/pkcs12/rc2.js";

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));

describe("RC2", () => {
  // RFC 2268 section 5
  test.each([
    ["0000000000000000", 63, "0000000000000000", "ebb773f993278eff"],
    ["ffffffffffffffff", 64, "ffffffffffffffff", "278b27e42e2f0d49"],
    ["3000000000000000", 64, "1000000000000001", "30649edf9be7d2c2"],
    ["88", 64, "0000000000000000", "61a8a244adacccf0"],
    ["88bca90e90875a", 64, "0000000000000000", "6ccf4308974c267f"],
    ["88bca90e90875a7f0f79c384627bafb2", 64, "0000000000000000", "1a807d272bbe5db1"],
    ["88bca90e90875a7f0f79c384627bafb2", 128, "0000000000000000", "2269552ab0f85ca6"],
    [
      "88bca90e90875a7f0f79c384627bafb216f80a6f85920584c42fceb0be255daf1e",
      129,
      "0000000000000000",
      "5b78d3a43dfff1f1",
    ],
  ])("key %s of %i bits", (key, effectiveBits, plaintext, ciphertext) => {
    expect(decryptBlock(bytes(ciphertext), expandKey(bytes(key), effectiveBits))).toEqual(bytes(plaintext));
  });

  test.each(["00", "000000000000000000"])("refuses %o, which is not whole blocks", (ciphertext) => {
    expect(() => decryptRc2Cbc(bytes(ciphertext), bytes("88"), new Uint8Array(8), 64)).toThrow(
      new RangeError("not whole blocks"),
    );
  });

  // This block decrypts to zeros, so that in CBC mode the plaintext is the initialisation vector.
  const decryptTo = (plaintext: string) =>
    decryptRc2Cbc(bytes("61a8a244adacccf0"), bytes("88"), bytes(plaintext), 64);

  test.each([
    ["0102030405060701", "01020304050607"],
    ["0102030405030303", "0102030405"],
    ["0808080808080808", ""],
  ])("takes the padding off %s", (plaintext, expected) => {
    expect(decryptTo(plaintext)).toEqual(bytes(expected));
  });

  test.each([
    "0000000000000000",
    "0909090909090909",
    "0102030405060102",
    "0808080808080708",
    "ffffffffffffffff",
  ])("refuses the padding of %s", (plaintext) => {
    expect(() => decryptTo(plaintext)).toThrow(new RangeError("wrong padding"));
  });

  test("refuses nothing at all", () => {
    expect(() => decryptRc2Cbc(new Uint8Array(), bytes("88"), new Uint8Array(8), 64)).toThrow(
      "wrong padding",
    );
  });
});
