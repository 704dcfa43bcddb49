import { expect, it } from "vitest";
import { readRequestBody } from "../../../src/inbound/read-body.js";

const post = (body: string | Uint8Array<ArrayBuffer>) =>
  new Request("https://example.com", { method: "POST", body });

it("gives the bytes as they came", async () => {
  const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x0d, 0x0a, 0x7d);
  expect(await readRequestBody(post(bytes), 7)).toEqual(bytes);
  expect(await readRequestBody(new Request("https://example.com"), 7)).toEqual(new Uint8Array());
});

it("stops where there are too many", async () => {
  await expect(readRequestBody(post("12345678"), 7)).rejects.toMatchObject({
    code: "ERR_REQUEST_TOO_LARGE",
    message: "The request is longer than 7 bytes.",
  });
});
