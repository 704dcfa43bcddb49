import { describe, expect, it } from "vitest";
import { formatSignatureHeader, parseSignatureHeader } from "../../../src/index.js";

const signature = Uint8Array.of(1);
const rest = 'signature="AQ=="';

describe("parseSignatureHeader", () => {
  it("reads all that there is", () => {
    const value = `keyId="k",algorithm="hs2019",created=1,expires=999999999999999,headers="(created) Host",${rest}`;
    expect(parseSignatureHeader(value)).toEqual({
      keyId: "k",
      algorithm: "hs2019",
      created: 1,
      expires: 999_999_999_999_999,
      headers: ["(created)", "host"],
      signature,
    });
  });

  it("adds nothing that is not there", () => {
    const keyId = "\t ~\x80\xff";
    const { signature: read, ...others } = parseSignatureHeader(`keyId="${keyId}",${rest}`);
    expect(others).toStrictEqual({ keyId });
    expect(read).toEqual(signature);
  });

  it("reads times in quotes and blanks in lists where that is allowed, and nothing else in them", () => {
    const lenient = { quotedTimes: true, extraBlanks: true, repeatedNames: true };
    expect(parseSignatureHeader(`keyId="k",created="7",headers="a   b a",${rest}`, lenient)).toEqual({
      keyId: "k",
      created: 7,
      headers: ["a", "b", "a"],
      signature,
    });
    for (const wrong of ['created="7a"', 'created="a7"', 'created=""', 'headers=" a"', 'headers="a "']) {
      expect(() => parseSignatureHeader(`keyId="k",${wrong},${rest}`, lenient)).toThrow(
        expect.objectContaining({ code: "ERR_SIGNATURE_PARAMETER" }),
      );
    }
  });

  it.each<[string, string, string | undefined]>([
    [rest, "keyId is required and must not be empty", undefined],
    [`keyId="",${rest}`, "keyId is required and must not be empty", undefined],
    [`keyId="\x1f",${rest}`, "keyId has a character that no header can carry", undefined],
    [`keyId="\x7f",${rest}`, "keyId has a character that no header can carry", undefined],
    [`keyId="\u0100",${rest}`, "keyId has a character that no header can carry", undefined],
    ['keyId="k"', "signature is required and must not be empty", "k"],
    ['keyId="k",signature=""', "signature is required and must not be empty", "k"],
    ['keyId="k",signature="AQ"', "signature must be standard base64 with padding", "k"],
    [`keyId="k",algorithm="\n",${rest}`, "algorithm has a character that no header can carry", undefined],
    [`keyId="k",headers="\n",${rest}`, "headers has a character that no header can carry", undefined],
    [`keyId="k",created="1",${rest}`, "created must be an integer without quotes, in seconds", "k"],
    [`keyId="k",created=1a,${rest}`, "created must be an integer without quotes, in seconds", "k"],
    [`keyId="k",created=a1,${rest}`, "created must be an integer without quotes, in seconds", "k"],
    [
      `keyId="k",expires=1000000000000000,${rest}`,
      "expires must be an integer without quotes, in seconds",
      "k",
    ],
    [`keyId="k",headers="",${rest}`, "headers must be names with single blanks between", "k"],
    [`keyId="k",headers="a  b",${rest}`, "headers must be names with single blanks between", "k"],
    [`keyId="k",headers="a A",${rest}`, "headers names one twice", "k"],
  ])("says of %j that %s", (value, what, keyId) => {
    const wanted = { code: "ERR_SIGNATURE_PARAMETER", message: `The parameter ${what}.`, keyId };
    expect(() => parseSignatureHeader(value)).toThrow(expect.objectContaining(wanted));
  });

  it("tells names apart by their case where they are exact", () => {
    expect(() => parseSignatureHeader(`keyid="k",${rest}`, { exactNames: true })).toThrow(
      expect.objectContaining({ message: "The parameter keyId is required and must not be empty." }),
    );
  });
});

describe("formatSignatureHeader", () => {
  it("writes all that there is, in this order", () => {
    const headers = ["(created)", "host"];
    const parameters = { keyId: "k", algorithm: "hs2019", created: 0, expires: 2, headers, signature };
    expect(formatSignatureHeader(parameters)).toBe(
      `keyId="k",algorithm="hs2019",created=0,expires=2,headers="(created) host",${rest}`,
    );
    expect(formatSignatureHeader({ keyId: "k", signature })).toBe(`keyId="k",${rest}`);
  });

  it.each([
    [" !#[]~", " !#[]~"],
    ["\t\x80\xff", "\t\x80\xff"],
    ['a"b"', 'a\\"b\\"'],
    ["\\a\\", "\\\\a\\\\"],
  ])("puts %j between quotes", (keyId, quoted) => {
    expect(formatSignatureHeader({ keyId, signature })).toBe(`keyId="${quoted}",${rest}`);
  });

  it.each([
    [{ keyId: "" }, "keyId must be text of one line in Latin-1, and not empty"],
    [{ keyId: "\x1f" }, "keyId must be text of one line in Latin-1, and not empty"],
    [{ keyId: "a\x7f" }, "keyId must be text of one line in Latin-1, and not empty"],
    [{ keyId: "k", algorithm: "\n" }, "algorithm must be text of one line in Latin-1, and not empty"],
    [{ keyId: "k", headers: ["\u0100"] }, "headers must be text of one line in Latin-1, and not empty"],
    [{ keyId: "k", created: -1 }, "created must be Unix time in whole seconds"],
    [{ keyId: "k", expires: 0.5 }, "expires must be Unix time in whole seconds"],
  ])("refuses %o", (parameters, message) => {
    expect(() => formatSignatureHeader({ signature, ...parameters })).toThrow(new TypeError(message));
  });
});
