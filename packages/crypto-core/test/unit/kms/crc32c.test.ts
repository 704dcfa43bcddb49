import { expect, it } from "vitest";
import { crc32c } from "../../../src/kms/crc32c.js";

// The check value of CRC-32C, and the four examples of RFC 3720 section B.4.
it.each<[string, Uint8Array, number]>([
  ["the digits", Buffer.from("123456789"), 0xe3069283],
  ["nothing", new Uint8Array(), 0],
  ["zeros", new Uint8Array(32), 0x8a9136aa],
  ["ones", new Uint8Array(32).fill(0xff), 0x62a8ab43],
  ["counting up", Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd794e],
  ["counting down", Uint8Array.from({ length: 32 }, (_, index) => 31 - index), 0x113fdb5c],
])("is what it should be of %s", (_name, data, expected) => {
  expect(crc32c(data)).toBe(expected);
});
