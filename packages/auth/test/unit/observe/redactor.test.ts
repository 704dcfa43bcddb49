import { encodePem } from "@countersign/crypto-core";
import { describe, expect, it } from "vitest";
import { createRedactor, type Redactor } from "../../../src/observe/redactor.js";

const redactor = createRedactor({ personalFields: ["DebtorName", "IBAN"] });
const open = createRedactor({ personalFields: ["DebtorName", "IBAN"], unsafeShowPersonalData: true });

const jwt = [{ alg: "none" }, { sub: "somebody" }, "signature"]
  .map((part) => Buffer.from(typeof part === "string" ? part : JSON.stringify(part)).toString("base64url"))
  .join(".");
const privateKey = encodePem("RSA PRIVATE KEY", new Uint8Array(100));

function redact(body: string, type: string | null = null, by: Redactor = redactor): string {
  return by.body(new TextEncoder().encode(body), type);
}

describe("a body", () => {
  it.each([
    ["JSON", '{ "client_secret" : "s", "Amount":1.10 }', '{ "client_secret" : "***", "Amount":1.10 }'],
    ["a form", "username=u&password=s%26&scope=a+b", "username=u&password=***&scope=a+b"],
    ["a form with escapes in a name", "pass%77ord=s&DEBTOR_NAME=n", "pass%77ord=***&DEBTOR_NAME=***"],
    ["an authorisation code", "code=s&state=1", "code=***&state=1"],
    ["an error's code", '{"Code":"003","Message":"no"}', '{"Code":"003","Message":"no"}'],
    ["a text with a token", `token ${jwt}, expired`, "token ***, expired"],
    ["a text with a token after other letters", `x${jwt}`, "x***"],
    ["a text that begins like a token", "eyJhbGciOiJub25lIn0.json", "eyJhbGciOiJub25lIn0.json"],
    ["a text with a private key", `key:\n${privateKey}end`, "key:\n***\nend"],
    ["a text with a private key cut off", privateKey.slice(0, 100), "***"],
    ["a text with an IBAN", "to GB33BUKB20201555555555.", "to GB33***5555."],
  ])("is redacted where it is %s", (_name, body, expected) => {
    expect(redact(body)).toBe(expected);
  });

  it.each([
    ["a form with blanks by its type", "password=a b", "application/x-www-form-urlencoded", "password=***"],
    ["JSON by its type", '"x", "password": "s"', "application/problem+json", '"x", "password": "***"'],
    ["JSON, whatever its type", '\ufeff{"password":"s"}', "text/html", '\ufeff{"password":"***"}'],
    ["a form, whatever its type", "access_token=s&a=1", "text/plain", "access_token=***&a=1"],
    ["neither", "the password: s, GB33", "text/plain", "the password: s, GB33"],
  ])("is taken for %s", (_name, body, type, expected) => {
    expect(redact(body, type)).toBe(expected);
  });

  it.each([
    ["by its type", "application/octet-stream", new TextEncoder().encode("text")],
    ["in parts", "multipart/form-data; boundary=x", new TextEncoder().encode("text")],
    ["no UTF-8", "text/plain", Uint8Array.of(0xc3, 0x28, 0x41, 0x41)],
    ["cut within a character", null, Uint8Array.of(0x41, 0x41, 0x41, 0xc3)],
    ["with a NUL", "text/plain", Uint8Array.of(0x41, 0x00, 0x41, 0x41)],
  ])("is a note of its length where it is no text: %s", (_name, type, body) => {
    expect(redactor.body(body, type)).toBe("[4 bytes]");
  });

  it("shows personal data on demand, and no secret", () => {
    const body = `{"IBAN":"GB33BUKB20201555555555","pan":4111111111111111,"DebtorName":"n","token":"${jwt}"}`;
    expect(redact(body, null, open)).toBe(body.replace(jwt, "***"));
    expect(redact(body)).toBe('{"IBAN":"***","pan":"***1111","DebtorName":"***","token":"***"}');
    expect(redact("password=s&iban=n", null, open)).toBe("password=***&iban=n");
  });
});

describe("headers", () => {
  it.each([
    ["authorization", "Bearer abc.def", "Bearer ***"],
    ["authorization", 'Signature keyId="k", signature="s"', "Signature ***"],
    ["Proxy-Authorization", "Basic dTpw", "Basic ***"],
    ["authorization", "abcdef", "***"],
    ["DigitalSignature", "c2ln", "***"],
    ["cookie", "a=b", "***"],
    ["set-cookie", "a=b; Secure", "***"],
    ["client-secret", "s", "***"],
    ["debtor-name", "n", "***"],
    ["x-note", "paid to NL91 ABNA 0417 1643 00 today", "paid to NL91***43 00 today"],
    ["location", "https://a.example/b?code=s&c=1", "https://a.example/b?code=***&c=1"],
    ["location", "/b?token=s", "/b?token=***"],
  ])("are redacted: %s: %s", (name, value, expected) => {
    expect(redactor.headers(new Headers({ [name]: value }))).toEqual([[name.toLowerCase(), expected]]);
  });

  it.each([
    ["signature", 'keyId="k",algorithm="rsa-sha256",headers="digest",signature="/GB33BUKB20201555555555+="'],
    ["digest", "SHA-256=/GB33BUKB20201555555555+47DEQpj8HBSa="],
    ["x-request-id", "0b0fe3b8-3a0e-4b0b-8a3f-3f2f2d3f4a5b"],
    ["content-type", "application/json; charset=utf-8"],
  ])("stay where support has to see them: %s", (name, value) => {
    expect(redactor.headers(new Headers({ [name]: value }))).toEqual([[name, value]]);
  });

  it("are all there, each cookie by itself", () => {
    const headers = new Headers([
      ["b", "2"],
      ["set-cookie", "x=1"],
      ["set-cookie", "y=2"],
      ["a", ""],
    ]);
    expect(redactor.headers(headers)).toEqual([
      ["a", ""],
      ["b", "2"],
      ["set-cookie", "***"],
      ["set-cookie", "***"],
    ]);
  });
});

describe("a URL", () => {
  it.each([
    [
      "https://a.example/accounts/GB33BUKB20201555555555/x%2Fy",
      "https://a.example/accounts/GB33***5555/x%2Fy",
    ],
    ["https://a.example/%47B33BUKB20201555555555", "https://a.example/%47B33***5555"],
    ["https://a.example/?iban=n&a=b%20c&a=+", "https://a.example/?iban=***&a=b%20c&a=+"],
    ["https://a.example/?q=NL91+ABNA+0417+1643+00", "https://a.example/?q=NL91***43+00"],
    ["https://a.example/#access_token=s&state=1", "https://a.example/#access_token=***&state=1"],
    ["https://user:s@a.example/", "https://***@a.example/"],
    ["https://a.example:8443/b@c?d=e@f", "https://a.example:8443/b@c?d=e@f"],
  ])("is redacted: %s", (url, expected) => {
    expect(redactor.url(url)).toBe(expected);
    expect(redactor.url(new URL(url))).toBe(expected);
  });
});

it("redacts any other text by what it looks like", () => {
  expect(redactor.text(`No answer: GET https://a.example/GB33BUKB20201555555555 ${jwt}`)).toBe(
    "No answer: GET https://a.example/GB33***5555 ***",
  );
});
