import { generateKeyPairSync, sign } from "node:crypto";
import { describe, expect, it } from "vitest";
import { type CauseCode, explainBodySignature, type SignatureExplanation } from "../../../src/index.js";
import { body, pad, sha256Of, signPkcs1, signPss, verifier } from "./mistaken-signer.js";

async function explain(
  signature: string | Uint8Array,
  sent: Uint8Array = body,
): Promise<SignatureExplanation> {
  return await explainBodySignature({ body: sent, signature, verifier: await verifier });
}

const text = body.toString();
const value = JSON.parse(text);
const dotNet = text.replace("\u00e9", "\\u00E9");

describe("explainBodySignature: another body", () => {
  it.each<[what: string, signed: string | Uint8Array, code: CauseCode, message: RegExp]>([
    ["serialised again", Buffer.from(JSON.stringify(value)), "body-reserialised", /same JSON/],
    [
      "with blanks, as Python writes it",
      Buffer.from(text.replaceAll(",", ", ").replaceAll('":', '": ')),
      "body-reserialised",
      /same JSON/,
    ],
    ["as .NET escapes it", Buffer.from(dotNet), "body-reserialised", /same JSON/],
    ["as a string of JSON", Buffer.from(JSON.stringify(text)), "body-reserialised", /same JSON/],
    [
      "pretty-printed",
      Buffer.from(JSON.stringify(value, undefined, 2)),
      "body-pretty-printed",
      /pretty-printed/,
    ],
    [
      "pretty-printed with four blanks and the number as it was",
      Buffer.from(
        '{\n    "Amount": 13.0,\n    "Note": "a/b \u00e9",\n    "Tags": [\n        "x",\n        "y"\n    ]\n}',
      ),
      "body-pretty-printed",
      /pretty-printed/,
    ],
    ["with a byte order mark", Buffer.from(`\ufeff${text}`), "body-bom", /byte order mark/],
    ["with a newline", Buffer.from(`${text}\n`), "body-newline", /newline/],
    ["with \\r\\n", Buffer.from(`${text}\r\n`), "body-newline", /newline/],
    ["in UTF-16", Buffer.from(text, "utf16le"), "body-encoding", /UTF-16/],
    ["in Latin-1", Buffer.from(text, "latin1"), "body-encoding", /Latin-1/],
    ["encoded twice", Buffer.from(body.toString("latin1"), "utf8"), "body-encoding", /twice/],
    [
      "with typographic quotes",
      Buffer.from(text.replaceAll('"', "\u201d")),
      "typographic-quotes",
      /typographic/,
    ],
    ["empty", Buffer.from(""), "body-empty", /empty body/],
    ["cut", body.subarray(0, 47), "body-truncated", /first 47 of the 48 bytes/],
  ])("%s", async (_what, signed, code, message) => {
    const { verified, cause } = await explain(signPkcs1(signed));
    expect({ verified, code: cause?.code }).toEqual({ verified: false, code });
    expect(cause?.message).toMatch(/^The signature is over /);
    expect(cause?.message).toMatch(message);
  });

  it.each<[what: string, sent: string, signed: string, code: CauseCode]>([
    ["a newline", `${text}\n`, text, "body-newline"],
    ["a byte order mark", `\ufeff${text}`, text, "body-bom"],
    ["order of keys", '{"b":1,"a":[{"d":1,"c":2}]}', '{"a":[{"c":2,"d":1}],"b":1}', "body-reserialised"],
    ["blanks and lines", JSON.stringify(value, undefined, 2), JSON.stringify(value), "body-reserialised"],
    ["\\r\\n", "a\r\nb", "a\nb", "body-line-ends"],
    ["\\n", "a\nb", "a\r\nb", "body-line-ends"],
    ["typographic quotes", "{\u201ca\u201d:1}", '{"a":1}', "typographic-quotes"],
  ])("that has not got the %s of the one that was sent", async (_what, sent, signed, code) => {
    expect((await explain(signPkcs1(Buffer.from(signed)), Buffer.from(sent))).cause?.code).toBe(code);
  });

  it("that was longer, as Content-Length says", async () => {
    const { cause } = await explainBodySignature({
      body: body.subarray(0, 8),
      signature: signPkcs1(body),
      verifier: await verifier,
      contentLength: body.length,
    });
    expect(cause).toMatchObject({
      code: "body-truncated",
      message: expect.stringMatching(/says 48 bytes, but the body has 8/),
    });
  });
});

describe("explainBodySignature: the signature itself", () => {
  it.each<[what: string, signature: () => string | Uint8Array, code: CauseCode]>([
    ["PSS", () => signPss(body), "pss-padding"],
    ["SHA-1", () => signPkcs1(body, "sha1"), "sha-1"],
    ["SHA-384", () => signPkcs1(body, "sha384"), "other-hash"],
    ["a bare hash", () => pad(sha256Of(body)), "no-digest-info"],
    ["a double hash", () => signPkcs1(sha256Of(body)), "double-hash"],
    ["the hex digest", () => signPkcs1(sha256Of(body).toString("hex")), "hex-digest-signed"],
    ["base64url", () => signPkcs1(body).toString("base64url"), "signature-encoding"],
    ["hex", () => signPkcs1(body).toString("hex"), "signature-encoding"],
    [
      "lines of 76 characters",
      () => signPkcs1(body).toString("base64").replace(/.{76}/g, "$&\n"),
      "signature-encoding",
    ],
    ["percent escapes", () => encodeURIComponent(signPkcs1(body).toString("base64")), "signature-encoding"],
    ["quotes around it", () => `"${signPkcs1(body).toString("base64")}"`, "signature-encoding"],
    [
      "typographic quotes around it",
      () => `\u201c${signPkcs1(body).toString("base64")}\u201d`,
      "typographic-quotes",
    ],
    ["something else", () => "no signature!", "signature-encoding"],
    [
      "another key",
      () => sign("sha256", body, generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey),
      "key-mismatch",
    ],
    ["too few bytes", () => signPkcs1(body).subarray(0, 255), "key-mismatch"],
  ])("%s", async (_what, signature, code) => {
    const { verified, cause } = await explain(signature());
    expect({ verified, code: cause?.code }).toEqual({ verified: false, code });
  });

  it("verifies what is right", async () => {
    const { verified, lines } = await explain(signPkcs1(body).toString("base64"), body);
    expect({ verified, lines }).toEqual({
      verified: true,
      lines: ['{"Amount":13.0,"Note":"a/b \\xc3\\xa9","Tags":["x","y"]}'],
    });
  });

  it("says that nothing fits and shows the bytes", async () => {
    const { verified, cause, summary, lines } = await explain(
      signPkcs1("other"),
      Buffer.from("\ufeffa\r\nb\n"),
    );
    expect({ verified, cause }).toEqual({ verified: false, cause: undefined });
    expect(summary).toMatch(/^Nothing of what is commonly done wrong/);
    expect(lines).toEqual(["\\xef\\xbb\\xbfa\\r\\n", "b\\n"]);
  });

  it("explains a body of a mebibyte in well under ten seconds", async () => {
    const large = Buffer.from(JSON.stringify({ a: "x".repeat((1 << 20) - 20) }));
    const started = performance.now();
    expect((await explain(signPkcs1("other"), large)).cause).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
