import { describe, expect, test } from "vitest";
import { parseBer } from "../../../src/asn1/ber.js";
import { DerError } from "../../../src/asn1/der-error.js";
import { DerFields, fieldsOf, onlyChild, parseDer } from "../../../src/asn1/der-reader.js";
import { tags } from "../../../src/asn1/tags.js";

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.replaceAll(" ", ""), "hex"));
const nested = (depth: number) => {
  let value = bytes("0500");
  for (let i = 0; i < depth; i++) value = Uint8Array.from([0x30, value.length, ...value]);
  return value;
};

describe("parseDer", () => {
  test("gives the values inside, as views into the input", () => {
    const input = bytes("30 06 02 01 05 04 01 ff");
    const { children } = parseDer(input);
    expect(children.map(({ tag }) => tag)).toEqual([tags.integer, tags.octetString]);
    expect(children[1]?.content).toEqual(bytes("ff"));
    expect(children[1]?.content.buffer).toBe(input.buffer);
  });

  test("reads nothing inside of what is primitive", () => {
    expect(parseDer(bytes("04 02 30 ff")).children).toEqual([]);
  });

  test.each([
    ["", /cut off/],
    ["30", /cut off/],
    ["30 82 01", /cut off/],
    ["04 02 00", /cut off/],
    ["30 03 04 02 00", /cut off/],
    ["30 03 02 01 05 00", /1 more bytes follow/],
    ["30 80 00 00", /indefinite/],
    ["04 81 01 00", /more bytes than it takes/],
    ["04 82 00 80", /cut off/],
    ["30 85 00 00 00 00 00", /length of 5 bytes/],
    ["30 84 ff ff ff ff", /cut off/],
    ["1f 81 01 00", /tag number/],
  ])("refuses %s", (hex, message) => {
    expect(() => parseDer(bytes(hex))).toThrow(DerError);
    expect(() => parseDer(bytes(hex))).toThrow(message);
  });

  test("refuses a length in four bytes where two would do, of any size", () => {
    const padded = new Uint8Array(6 + 300);
    padded.set(bytes("04 84 00 00 01 2c"));
    expect(() => parseDer(padded)).toThrow(/more bytes than it takes/);
    const minimal = new Uint8Array(4 + 300);
    minimal.set(bytes("04 82 01 2c"));
    expect(parseDer(minimal).content).toHaveLength(300);
  });

  test("follows 31 levels, and not 32", () => {
    expect(parseDer(nested(31)).tag).toBe(tags.sequence);
    expect(() => parseDer(nested(32))).toThrow(/32 deep/);
    expect(() => parseBer(nested(32))).toThrow(/32 deep/);
    expect(() => parseBer(bytes("3080".repeat(100_000)))).toThrow(/32 deep/);
  });
});

describe("DerFields", () => {
  const value = parseDer(bytes("30 06 02 01 05 04 01 ff"));

  test("takes fields in their order, and optional ones where they are", () => {
    const fields = fieldsOf(value, tags.sequence, "thing");
    expect(fields.takeOptional(tags.boolean)).toBeUndefined();
    expect(fields.take(tags.integer).content).toEqual(bytes("05"));
    expect(fields.takeOptional(tags.octetString)?.content).toEqual(bytes("ff"));
    fields.end();
    expect(() => fields.take()).toThrow("thing: a field is missing");
  });

  test("refuses other tags, fields too many, and more than one child", () => {
    const fields = new DerFields(value.children, "thing");
    expect(() => fields.take(tags.boolean)).toThrow("thing: tag 0x02 where 0x01 belongs");
    expect(() => fields.end()).toThrow("thing: a field too many");
    expect(() => fieldsOf(value, tags.set, "thing")).toThrow("thing: tag 0x30 where 0x31 belongs");
    expect(() => onlyChild(value, "thing")).toThrow("thing: not exactly one value");
  });
});

describe("parseBer", () => {
  test.each([
    ["indefinite length", "30 80 02 01 05 00 00", "30 03 02 01 05"],
    ["indefinite inside indefinite", "30 80 30 80 05 00 00 00 00 00", "30 04 30 02 05 00"],
    ["octets in pieces", "24 80 04 01 01 04 02 02 03 00 00", "04 03 01 02 03"],
    ["octets in pieces of pieces", "24 0a 24 05 04 01 01 04 00 04 01 02", "04 02 01 02"],
    ["padded length", "04 82 00 01 ff", "04 01 ff"],
    ["DER", "30 03 02 01 05", "30 03 02 01 05"],
  ])("%s becomes DER", (_, ber, der) => {
    expect(parseBer(bytes(ber)).bytes).toEqual(bytes(der));
  });

  test.each([
    ["30 80 02 01 05", /cut off/],
    ["30 80 02 01 05 00", /cut off/],
    ["04 80 00 00", /primitive/],
    ["24 03 02 01 05", /something else inside/],
    ["30 02 02 01 05", /cut off|beyond/],
    ["30 03 02 01 05 05 00", /2 more bytes/],
  ])("refuses %s", (hex, message) => {
    expect(() => parseBer(bytes(hex))).toThrow(DerError);
    expect(() => parseBer(bytes(hex))).toThrow(message);
  });
});
