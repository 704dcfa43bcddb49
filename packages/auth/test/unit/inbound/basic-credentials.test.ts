import fc from "fast-check";
import { expect, it } from "vitest";
import { basicCredentials } from "../../../src/inbound/basic-credentials.js";

const base64 = (text: string) => Buffer.from(text).toString("base64");
const formEncode = (text: string) => new URLSearchParams([["", text]]).toString().slice(1);

it.each([
  ["plain", "Basic", "id:secret", { id: "id", secret: "secret" }],
  ["another case, more blanks", "BASIC  ", "id:secret", { id: "id", secret: "secret" }],
  ["form-urlencoded", "Basic", "a%3Ab:p+l%2Bus%25%C3%BC", { id: "a:b", secret: "p l+us%ü" }],
  ["a secret with a colon as it is", "Basic", "id:a:b", { id: "id", secret: "a:b" }],
])("reads %s", (_name, scheme, text, credentials) => {
  expect(basicCredentials(`${scheme} ${base64(text)}`)).toEqual(credentials);
});

it("reads whatever is encoded as RFC 6749 says", () => {
  const text = fc.string({ unit: "grapheme", minLength: 1 });
  fc.assert(
    fc.property(text, text, (id, secret) => {
      const header = `Basic ${base64(`${formEncode(id)}:${formEncode(secret)}`)}`;
      expect(basicCredentials(header)).toEqual({ id, secret });
    }),
  );
});

it.each([
  ["another scheme", `Bearer ${base64("id:secret")}`],
  ["nothing", ""],
  ["no base64", "Basic id:secret"],
  ["base64url", `Basic ${Buffer.from("id:~~~???").toString("base64url")}`],
  ["no colon", `Basic ${base64("id")}`],
  ["no id", `Basic ${base64(":secret")}`],
  ["no secret", `Basic ${base64("id:")}`],
  ["a lone per cent sign", `Basic ${base64("id:100%")}`],
  ["a broken character", `Basic ${base64("id:%FF")}`],
])("refuses %s", (_name, header) => {
  expect(() => basicCredentials(header)).toThrow(
    expect.objectContaining({
      code: "ERR_TOKEN_REQUEST_CLIENT",
      message:
        "The Authorization header must be Basic and the base64 of id:secret, both form-urlencoded before.",
    }),
  );
});
