import { describe, expect, it } from "vitest";
import { readDecimalJson } from "../../../src/json/read-decimal-json.js";
import { isDecimal } from "../../support/decimal-names.js";

const parseJson = (text: string) => readDecimalJson(text, isDecimal);

describe("numbers that are read", () => {
  it.each<[string, unknown]>([
    ['{"amount":13.0}', { amount: "13.0" }],
    ['{"amount":2000000.00}', { amount: "2000000.00" }],
    ['{"amount":13}', { amount: "13" }],
    ['{"InstructedAmount":-0.10}', { InstructedAmount: "-0.10" }],
    ['{"rate":1E-07}', { rate: "1E-07" }],
    ['{"amount":[1.0,[2]]}', { amount: ["1.0", ["2"]] }],
    ['{"amount":{"currency":"GBP","value":7}}', { amount: { currency: "GBP", value: 7 } }],
    ['{"amount":"13.0"}', { amount: "13.0" }],
    ['{"amount":null}', { amount: null }],
    ['{"pageNumber":2}', { pageNumber: 2 }],
    ['{"other":13.0}', { other: "13.0" }],
    ["[0,-1,9007199254740991]", [0, -1, 9007199254740991]],
    ["[-0,1e3,9007199254740992,1e999]", ["-0", "1e3", "9007199254740992", "1e999"]],
    ["12345678901234567890", "12345678901234567890"],
  ])("keep their digits: %s", (text, value) => {
    expect(parseJson(text)).toEqual(value);
  });
});

describe("what is read", () => {
  it("may have members with any name", () => {
    const value = parseJson('{"__proto__":{"amount":1.0},"constructor":2.0,"toString":3}') as object;
    expect(Object.entries(value)).toEqual([
      ["__proto__", { amount: "1.0" }],
      ["constructor", "2.0"],
      ["toString", 3],
    ]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
    expect(Object.entries(parseJson('{"__proto__":1.5}') as object)).toEqual([["__proto__", "1.5"]]);
  });

  it("may look like the parser's own numbers", () => {
    const value = { value: "1", isLosslessNumber: true };
    expect(parseJson(JSON.stringify({ amount: value }))).toEqual({ amount: value });
  });

  it("may say the same thing twice", () => {
    expect(parseJson('{"amount":1.0,"amount":1.0}')).toEqual({ amount: "1.0" });
  });
});

describe("what is refused", () => {
  it.each(['{"amount":1.0,"amount":1.00}', '{"a":{"b":1,"b":"1"}}', '{"\\u0061":1,"a":2}'])(
    "a member with two values: %s",
    (text) => {
      expect(() => parseJson(text)).toThrow(
        new SyntaxError("The text names a member twice, with different values."),
      );
    },
  );

  it.each([
    "",
    " ",
    "{",
    "[1,]",
    '{"a":1,}',
    "01",
    "1.",
    ".5",
    "+1",
    "NaN",
    "'a'",
    '"\u0001"',
    "{}{}",
    "\ufeff{}",
  ])("no JSON: %j", (text) => {
    expect(() => parseJson(text)).toThrow(/^The text is not JSON, from position \d+ on\.$/);
  });

  it("none of it is quoted", () => {
    expect(() => parseJson('{"iban":"GB33BUKB" secret')).toThrow(
      new SyntaxError("The text is not JSON, from position 19 on."),
    );
  });

  it("what is nested too deeply", () => {
    expect(() => parseJson("[".repeat(1_000_000))).toThrow(new SyntaxError("The text is nested too deeply."));
  });
});

it("may tell a decimal by the object that it is in", () => {
  const inAmount = (name: string, parent: object) => name === "value" && "exponent" in parent;
  const text = '{"a":{"value":9007199254740993,"exponent":2},"b":{"value":7},"c":[{"value":1,"exponent":0}]}';
  expect(readDecimalJson(text, inAmount)).toEqual({
    a: { value: "9007199254740993", exponent: 2 },
    b: { value: 7 },
    c: [{ value: "1", exponent: 0 }],
  });
});
