import { describe, expect, it } from "vitest";
import { readRequestBody } from "../../../src/inbound/read-body.js";

/** Without a length the body is read as a stream; a declared one need not be true. */
const post = (body: string | Uint8Array<ArrayBuffer>, declared?: number) =>
  new Request("https://example.com", {
    method: "POST",
    body,
    headers: declared === undefined ? {} : { "content-length": String(declared) },
  });

describe.each([
  ["of which no length is declared", undefined],
  ["whose length is declared", 7],
])("a body %s", (_name, declared) => {
  it("is given as it came", async () => {
    const bytes = Uint8Array.of(0xef, 0xbb, 0xbf, 0x7b, 0x0d, 0x0a, 0x7d);
    expect(await readRequestBody(post(bytes, declared), 7)).toEqual(bytes);
  });

  it("is refused where it is longer", async () => {
    await expect(readRequestBody(post("12345678", declared), 7)).rejects.toMatchObject({
      code: "ERR_REQUEST_TOO_LARGE",
      message: "The request is longer than 7 bytes.",
    });
  });
});

it("is not waited for where what is declared is too long already", async () => {
  const endless = new ReadableStream({ pull: () => new Promise(() => {}) });
  const headers = { "content-length": "8" };
  const request = new Request("https://example.com", {
    method: "POST",
    body: endless,
    headers,
    duplex: "half",
  });
  await expect(readRequestBody(request, 7)).rejects.toMatchObject({ code: "ERR_REQUEST_TOO_LARGE" });
});

it("is empty where there is none", async () => {
  expect(await readRequestBody(new Request("https://example.com"), 7)).toEqual(new Uint8Array());
});
