import { describe, expect, it } from "vitest";
import { readRequestBody, verifyBearerToken } from "../../../src/index.js";

describe("verifyBearerToken", () => {
  it.each(["Bearer new", "bearer old", "BEARER   new"])("accepts %j", (header) => {
    expect(() => verifyBearerToken(header, ["old", "new"])).not.toThrow();
  });

  it.each([
    [undefined, "ERR_BEARER_TOKEN_MISSING"],
    ["", "ERR_BEARER_TOKEN_MISSING"],
    ["Basic b2xkOm5ldw==", "ERR_BEARER_TOKEN_MISSING"],
    ["Bearer ", "ERR_BEARER_TOKEN_MISSING"],
    ["Bearer ol", "ERR_BEARER_TOKEN_WRONG"],
    ["Bearer old2", "ERR_BEARER_TOKEN_WRONG"],
  ])("refuses %j", (header, code) => {
    expect(() => verifyBearerToken(header, ["old", "new"])).toThrow(expect.objectContaining({ code }));
  });

  it("accepts nothing where no token is set", () => {
    expect(() => verifyBearerToken("Bearer x", [])).toThrow(
      expect.objectContaining({ code: "ERR_BEARER_TOKEN_WRONG" }),
    );
    expect(() => verifyBearerToken("Bearer x", [""])).toThrow(
      expect.objectContaining({ code: "ERR_BEARER_TOKEN_WRONG" }),
    );
  });
});

describe("readRequestBody", () => {
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
    });
  });
});
