import { expect, it } from "vitest";
import { formatDerName } from "../../../../src/tls/probe/names.js";

/** A name of one CN. */
function commonName(text: string): Uint8Array {
  const value = Buffer.from(text);
  const string = tlv(0x0c, value);
  return tlv(0x30, tlv(0x31, tlv(0x30, Buffer.concat([Buffer.from("0603550403", "hex"), string]))));
}

function tlv(tag: number, content: Uint8Array): Buffer {
  const { length } = content;
  const prefix =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.of(tag, ...prefix), content]);
}

it.each([
  ["Example CA", "CN=Example CA"],
  ["Example, Inc.", "CN=Example\\, Inc."],
  ["line\nbreak", "CN=line\\0Abreak"],
  // Lengths of one, two and three bytes around it.
  ["x".repeat(60), `CN=${"x".repeat(60)}`],
  ["x".repeat(200), `CN=${"x".repeat(200)}`],
  ["x".repeat(1000), `CN=${"x".repeat(1000)}`],
])("writes %j as certificates have it", (text, expected) => {
  expect(formatDerName(commonName(text))).toBe(expected);
});

it("writes an empty name as nothing, and what is no name in hex", () => {
  expect(formatDerName(Buffer.from("3000", "hex"))).toBe("");
  expect(formatDerName(Buffer.from("0500", "hex"))).toBe("#0500");
  expect(formatDerName(Buffer.from("30050c", "hex"))).toBe("#30050c");
});
