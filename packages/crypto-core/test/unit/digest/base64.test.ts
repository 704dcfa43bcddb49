import { expect, it } from "vitest";
import { decodeBase64, encodeBase64 } from "../../../src/index.js";

it("decodes what it encoded", () => {
  for (let length = 0; length < 10; length += 1) {
    const bytes = Uint8Array.from({ length }, (_, index) => 255 - index);
    expect(decodeBase64(encodeBase64(bytes))).toEqual(bytes);
  }
});

it.each(["AA", "AA=", "A===", "AA==\n", " AA==", "A-A=", "A_A=", "AB==", "AAB=", "AA==AA=="])(
  "refuses %j, which Buffer.from takes",
  (text) => expect(decodeBase64(text)).toBeUndefined(),
);
