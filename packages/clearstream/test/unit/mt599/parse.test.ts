import { describe, expect, it } from "vitest";
import { type Mt599ErrorCode, parseMt599, validateMt599 } from "../../../src/index.js";

const crlf = (...lines: string[]) => lines.join("\r\n");
const fields = crlf(":20:REF1", ":21:REF0", ":79:ATTN: PRGConnect", "second: line", "third-line");
const blocks = "{1:F01ABCDLULLAXXX0000000000}{2:I599CEDELULLXXXXN}";
const whole = `${blocks}{4:\r\n${fields}\r\n-}`;
const said = {
  reference: "REF1",
  relatedReference: "REF0",
  narrative: ["ATTN: PRGConnect", "second: line", "third-line"],
};

describe("parseMt599", () => {
  it("reads fields alone, with or without a last line break", () => {
    expect(parseMt599(fields)).toEqual(said);
    expect(parseMt599(`${fields}\r\n`)).toEqual(said);
    expect(parseMt599(crlf(":20:A", ":79:b"))).toEqual({ reference: "A", narrative: ["b"] });
  });

  it.each([
    ["a message", whole],
    [
      "a message with a user header and a trailer",
      `${whole.replace("{4:", "{3:{108:ABC}}{4:")}{5:{CHK:123456789ABC}}`,
    ],
    ["a message that is urgent, with delivery monitoring", whole.replace("XXXXN}", "XXXXU3003}")],
  ])("reads %s", (_name, text) => {
    expect(parseMt599(text)).toEqual({
      envelope: { sender: "ABCDLULLAXXX", receiver: "CEDELULLXXXX" },
      ...said,
    });
  });
});

describe("validateMt599", () => {
  it.each<[string, string, Mt599ErrorCode, RegExp, number?]>([
    [
      "a message of another type",
      whole.replace("I599", "I199"),
      "ERR_MT599_ENVELOPE",
      /not those of an MT599/,
    ],
    ["a message without its end", whole.slice(0, -2), "ERR_MT599_ENVELOPE", /not those of an MT599/],
    ["a message that was received", whole.replace("{2:I", "{2:O"), "ERR_MT599_ENVELOPE", /not those/],
    [
      "a message to somebody else",
      whole.replace("CEDELULL", "CEDEDEFF"),
      "ERR_MT599_ENVELOPE",
      /is to CEDEDEFFXXXX/,
      1,
    ],
    [
      "lines that end with LF alone",
      fields.replace("\r\nsecond", "\nsecond"),
      "ERR_MT599_LINE",
      /Line 3 ends with LF/,
      3,
    ],
    ["an empty line", fields.replace("second: line", ""), "ERR_MT599_LINE", /Line 4 is empty/, 4],
    [
      "a character",
      fields.replace("third-", "third_"),
      "ERR_MT599_CHARACTER",
      /Line 5 has "_" at position 6/,
      5,
    ],
    [
      "a carriage return by itself",
      fields.replace("third", "th\rird"),
      "ERR_MT599_CHARACTER",
      /U\+000D at position 3/,
      5,
    ],
    [
      "an umlaut in a message",
      whole.replace("second", "sécond"),
      "ERR_MT599_CHARACTER",
      /Line 5 has "é" at position 2/,
      5,
    ],
    ["no field 20", crlf(":79:x"), "ERR_MT599_FIELD", /Field 20 is missing/],
    ["no field 79", crlf(":20:A"), "ERR_MT599_FIELD", /Field 79 is missing/],
    ["nothing", "", "ERR_MT599_LINE", /Line 1 is empty/, 1],
    ["fields out of order", crlf(":79:x", ":20:A"), "ERR_MT599_FIELD", /Line 2: field 20 has no place/, 2],
    ["a field twice", crlf(":20:A", ":79:x", ":79:y"), "ERR_MT599_FIELD", /Line 3: field 79 has no place/, 3],
    [
      "a field of another message",
      crlf(":20:A", ":32A:x", ":79:y"),
      "ERR_MT599_FIELD",
      /Line 2: field 32A/,
      2,
    ],
    ["text before the fields", crlf("hello", ":20:A", ":79:y"), "ERR_MT599_FIELD", /Line 1 is before/, 1],
    [
      "a colon that begins a line",
      crlf(":20:A", ":79:x", ":y"),
      "ERR_MT599_FIELD",
      /Line 3 begins with ":"/,
      3,
    ],
    [
      "a hyphen that begins a line",
      crlf(":20:A", ":79:x", "-y"),
      "ERR_MT599_FIELD",
      /Line 3 begins with "-"/,
      3,
    ],
    [
      "a reference of two lines",
      crlf(":20:A", "B", ":79:x"),
      "ERR_MT599_REFERENCE",
      /20 has more than one line/,
      1,
    ],
    ["an empty reference", crlf(":20:", ":79:x"), "ERR_MT599_REFERENCE", /Field 20 is empty/, 1],
    [
      "a long related reference",
      crlf(":20:A", `:21:${"1".repeat(17)}`, ":79:x"),
      "ERR_MT599_REFERENCE",
      /21 has 17/,
      2,
    ],
    ["a slash first", crlf(":20:/A", ":79:x"), "ERR_MT599_REFERENCE", /Field 20 may not begin/, 1],
    [
      "an empty narrative",
      crlf(":20:A", ":79:"),
      "ERR_MT599_NARRATIVE",
      /first line of field 79 is empty/,
      2,
    ],
    [
      "a line of 51",
      crlf(":20:A", ":79:x", "y".repeat(51)),
      "ERR_MT599_NARRATIVE",
      /Line 3 has 51 characters/,
      3,
    ],
    ["a first line of 51", crlf(":20:A", `:79:${"y".repeat(51)}`), "ERR_MT599_NARRATIVE", /Line 2 has 51/, 2],
    [
      "36 lines",
      crlf(":20:A", `:79:${Array(36).fill("x").join("\r\n")}`),
      "ERR_MT599_NARRATIVE",
      /has 36 lines/,
      2,
    ],
  ])("finds %s", (_name, text, code, message, line) => {
    const [first] = validateMt599(text);
    expect(first).toEqual({
      code,
      message: expect.stringMatching(message),
      ...(line !== undefined && { line }),
    });
    expect(() => parseMt599(text)).toThrow(expect.objectContaining({ code, message: first?.message }));
  });

  it("finds nothing in what is at its limits", () => {
    const narrative = Array(35).fill("x".repeat(50)).join("\r\n");
    expect(validateMt599(crlf(`:20:${"1".repeat(16)}`, `:79:${narrative}`))).toEqual([]);
    expect(validateMt599(whole)).toEqual([]);
  });

  it("finds all that is wrong, not the first thing only", () => {
    const text = crlf(":20://", ":79:a_b", "-c");
    expect(validateMt599(text).map(({ code }) => code)).toEqual([
      "ERR_MT599_CHARACTER",
      "ERR_MT599_FIELD",
      "ERR_MT599_REFERENCE",
    ]);
  });
});
