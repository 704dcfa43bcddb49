import { describe, expect, test } from "vitest";
import { DerError } from "../../../src/asn1/der-error.js";
import { type DerValue, parseDer } from "../../../src/asn1/der-reader.js";
import { isWellFormed, readText } from "../../../src/asn1/der-strings.js";
import * as read from "../../../src/asn1/der-values.js";

const value = (hex: string): DerValue => parseDer(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const time = (tag: string, text: string) =>
  value(`${tag}${text.length.toString(16).padStart(2, "0")}${Buffer.from(text).toString("hex")}`);

describe("DER values", () => {
  test.each<[string, (value: DerValue, what: string) => unknown, string, unknown]>([
    ["an integer", read.readUnsigned, "02 02 00 80", 128],
    ["an object identifier", read.readOid, "06 03 88 37 03", "2.999.3"],
    ["an object identifier", read.readOid, "06 01 27", "0.39"],
    ["a boolean", read.readBoolean, "01 01 ff", true],
    ["a boolean", read.readBoolean, "01 01 00", false],
    ["named bits", read.readNamedBits, "03 03 07 80 80", [0, 8]],
    ["no named bits", read.readNamedBits, "03 01 00", []],
  ])("%s", (_, reader, hex, expected) => {
    expect(reader(value(hex), "it")).toEqual(expected);
  });

  test.each<[string, (value: DerValue, what: string) => unknown, string]>([
    ["an empty integer", read.readIntegerBytes, "02 00"],
    ["a padded integer", read.readIntegerBytes, "02 02 00 7f"],
    ["a padded negative integer", read.readIntegerBytes, "02 02 ff 80"],
    ["a negative integer", read.readUnsigned, "02 01 80"],
    ["an integer too large for a number", read.readUnsigned, "02 07 01 00 00 00 00 00 00"],
    ["an octet string as an integer", read.readUnsigned, "04 01 01"],
    ["a boolean of BER", read.readBoolean, "01 01 01"],
    ["a long boolean", read.readBoolean, "01 02 ff ff"],
    ["a padded object identifier", read.readOid, "06 03 2a 80 01"],
    ["an object identifier that is cut off", read.readOid, "06 02 2a 86"],
    ["an empty object identifier", read.readOid, "06 00"],
    ["an object identifier of 65 bytes", read.readOid, `06 41 ${"2a".repeat(65)}`],
    ["a bit string without its first byte", read.readNamedBits, "03 00"],
    ["a bit string with 8 unused bits", read.readNamedBits, "03 02 08 00"],
    ["unused bits of nothing", read.readNamedBits, "03 01 01"],
    ["unused bits that are set", read.readNamedBits, "03 02 07 81"],
    ["a signature that ends inside a byte", read.readBitString, "03 02 01 80"],
  ])("refuses %s", (_, reader, hex) => {
    expect(() => reader(value(hex), "it")).toThrow(DerError);
  });

  test.each([
    ["17", "491231235959Z", "2049-12-31T23:59:59.000Z"],
    ["17", "500101000000Z", "1950-01-01T00:00:00.000Z"],
    ["18", "20500101000000Z", "2050-01-01T00:00:00.000Z"],
    ["18", "20240229120000Z", "2024-02-29T12:00:00.000Z"],
  ])("time %s %s is %s", (tag, text, iso) => {
    expect(read.readTime(time(tag, text), "it").toISOString()).toBe(iso);
  });

  test.each([
    ["17", "4912312359Z"],
    ["17", "491231235959+0100"],
    ["18", "20240101000000.5Z"],
    ["18", "20240101000000"],
    ["18", "20230229120000Z"],
    ["18", "20240101240000Z"],
    ["18", "20241301000000Z"],
    ["17", "20240101000000Z"],
    ["04", "20240101000000Z"],
  ])("time %s %s is refused", (tag, text) => {
    expect(() => read.readTime(time(tag, text), "notAfter")).toThrow(/^notAfter: /);
  });
});

describe("readText", () => {
  test.each([
    ["UTF8String", "0c 02 c3 a9", "é"],
    ["PrintableString", "13 02 47 42", "GB"],
    ["TeletexString as Latin-1", "14 01 e9", "é"],
    ["BMPString", "1e 02 00 e9", "é"],
    ["a byte order mark stays", "0c 04 ef bb bf 41", "\ufeffA"],
  ])("%s", (_, hex, text) => {
    expect(readText(value(hex))).toBe(text);
  });

  test.each([
    ["bad UTF-8", "0c 01 e9"],
    ["IA5String outside of ASCII", "16 01 e9"],
    ["half a UTF-16 character", "1e 02 d8 00"],
    ["an odd BMPString", "1e 01 41"],
    ["an integer", "02 01 05"],
  ])("does not guess at %s", (_, hex) => {
    expect(readText(value(hex))).toBeUndefined();
  });

  test("half a surrogate pair is not well formed", () => {
    expect(isWellFormed("😀")).toBe(true);
    expect(isWellFormed("\ud83d")).toBe(false);
  });
});
