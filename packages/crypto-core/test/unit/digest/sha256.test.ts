import { expect, it } from "vitest";
import { sha256, sha256Stream } from "../../../src/index.js";

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString("hex");

it("hashes the example of FIPS 180-2", () => {
  expect(hex(sha256("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
});

it("hashes chunks as it hashes the whole", async () => {
  async function* chunks() {
    yield "a";
    yield Uint8Array.of(0x62);
    yield "c";
  }
  expect(hex(await sha256Stream(chunks()))).toBe(hex(sha256("abc")));
});
