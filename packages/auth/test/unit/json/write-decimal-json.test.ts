import { describe, expect, it } from "vitest";
import { writeDecimalJson } from "../../../src/json/write-decimal-json.js";
import { isDecimal } from "../../support/decimal-names.js";

const writeJson = (value: unknown) => writeDecimalJson(value, isDecimal);

describe("what is written", () => {
  it.each<[unknown, string]>([
    [{ amount: "2000000.00" }, '{"amount":2000000.00}'],
    [{ amount: "13" }, '{"amount":13}'],
    [{ AMOUNT: "-0.10" }, '{"AMOUNT":-0.10}'],
    [{ rate: "1E-07" }, '{"rate":1E-07}'],
    [{ amount: ["1.0", ["2"]] }, '{"amount":[1.0,[2]]}'],
    [
      { amount: { currency: "GBP", instructedAmount: "1.50" } },
      '{"amount":{"currency":"GBP","instructedAmount":1.50}}',
    ],
    [{ amount: 13 }, '{"amount":13}'],
    [{ amount: 12345678901234567890n }, '{"amount":12345678901234567890}'],
    [{ amount: null }, '{"amount":null}'],
    [{ amount: undefined, a: undefined }, "{}"],
    [{ reference: "13.0", count: 1.5 }, '{"reference":"13.0","count":1.5}'],
    [{ at: new Date(0) }, '{"at":"1970-01-01T00:00:00.000Z"}'],
    [{ amount: { toJSON: () => "1.10" } }, '{"amount":1.10}'],
    [
      {
        at: new URL("https://bank.example/a"),
        of: new (class A {
          b = 1;
        })(),
      },
      '{"at":"https://bank.example/a","of":{"b":1}}',
    ],
    [[undefined, () => 1, Symbol("a")], "[null,null,null]"],
    ["13.0", '"13.0"'],
    [null, "null"],
    [{ a: '\ud800\u2028\u00e9"' }, '{"a":"\\ud800\u2028\u00e9\\""}'],
    [JSON.parse('{"__proto__":{"amount":"1.0"}}'), '{"__proto__":{"amount":1.0}}'],
  ])("%o", (value, text) => {
    expect(writeJson(value)).toBe(text);
  });

  it("may hold the same thing in two places", () => {
    const money = { amount: "1.00" };
    expect(writeJson([money, money])).toBe('[{"amount":1.00},{"amount":1.00}]');
  });

  it("leaves what it was given as it was", () => {
    const value = { amount: "1.00" };
    writeJson(value);
    expect(value).toEqual({ amount: "1.00" });
  });
});

describe("what is refused", () => {
  const payment = (instructedAmount: unknown) => ({
    paymentInstructions: [{ creditTransfers: [{ amount: { instructedAmount } }] }],
  });
  const path = "paymentInstructions[0].creditTransfers[0].amount.instructedAmount";

  it.each(["", " 1", "1,000.00", "1.", ".5", "01", "+1", "0x1", "NaN", "\u00a31", "1\n", "secret"])(
    "text that is no number: %j",
    (text) => {
      expect(() => writeJson(payment(text))).toThrow(
        new TypeError(`${path} must be a decimal number as text, such as "12.30"`),
      );
    },
  );

  it.each([0.1 + 0.2, 12.3, 2 ** 53, -1e21])("a number that may have lost digits: %d", (number) => {
    expect(() => writeJson(payment(number))).toThrow(
      new TypeError(`${path} must be given as text, such as "12.30": a number may have lost digits`),
    );
  });

  it("in a list, too", () => {
    expect(() => writeJson({ amount: ["1", "x"] })).toThrow(/^amount\[1\] must be a decimal number as text/);
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])("what JSON.stringify would make null of: %d", (number) => {
    expect(() => writeJson({ a: [number] })).toThrow(
      new TypeError(`a[0] is ${number}, which JSON cannot hold`),
    );
    expect(() => writeJson(number)).toThrow(/^the body is/);
  });

  it.each<[string, unknown]>([
    ["Map", new Map()],
    ["Promise", Promise.resolve()],
    ["ArrayBuffer", new ArrayBuffer(2)],
    ["Uint8Array", Buffer.from("{}")],
    ["String", new String("a")],
  ])("what JSON.stringify would make something else of: %s", (tag, value) => {
    expect(() => writeJson({ a: value })).toThrow(
      new TypeError(`a is of type ${tag}, which JSON cannot hold`),
    );
  });

  it("what contains itself", () => {
    const value: { a: unknown[] } = { a: [] };
    value.a.push(value);
    expect(() => writeJson(value)).toThrow(new TypeError("a[0] contains itself, which JSON cannot hold"));
  });

  it.each([undefined, () => 1, Symbol("a")])("what is no value: %o", (value) => {
    expect(() => writeJson(value)).toThrow(new TypeError("the body must be a JSON value or bytes"));
  });
});

it("may tell a decimal by the object that it is in", () => {
  const inAmount = (name: string, parent: object) => name === "value" && "exponent" in parent;
  const value = { a: { value: "9007199254740993", exponent: 2 }, b: { value: "7" } };
  expect(writeDecimalJson(value, inAmount)).toBe(
    '{"a":{"value":9007199254740993,"exponent":2},"b":{"value":"7"}}',
  );
});
