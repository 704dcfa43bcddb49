import fc from "fast-check";
import { expect, it } from "vitest";
import { readDecimalJson } from "../../src/json/read-decimal-json.js";
import { writeDecimalJson } from "../../src/json/write-decimal-json.js";
import { decimalNames, isDecimal } from "../support/decimal-names.js";

const parseJson = (given: string) => readDecimalJson(given, isDecimal);

const digits = fc.stringMatching(/^-?(0|[1-9]\d{0,40})(\.\d{1,20})?([eE][+-]?\d{1,3})?$/);
const decimalName = fc
  .tuple(fc.constantFrom(...decimalNames), fc.boolean())
  .map(([name, isUpper]) => (isUpper ? name.toUpperCase() : name));

/** Whole numbers are put first by every object of JavaScript's. */
const otherName = fc
  .string()
  .filter((name) => !decimalNames.includes(name.toLowerCase()) && !/^\d+$/.test(name));

/** JSON of all kinds, in which numbers under a decimal name have digits of any length. */
const { text } = fc.letrec<{ text: string }>((tie) => ({
  text: fc.oneof(
    { depthSize: "small" },
    fc.oneof(
      fc.string().map((value) => JSON.stringify(value)),
      fc.constantFrom("true", "false", "null"),
      fc.maxSafeInteger().map(String),
    ),
    fc.array(tie("text")).map((items) => `[${items.join(",")}]`),
    fc
      .uniqueArray(fc.tuple(otherName, tie("text")), {
        selector: ([name]) => name,
      })
      .map((members) => `{${members.map(([name, value]) => `${JSON.stringify(name)}:${value}`).join(",")}}`),
    fc.tuple(decimalName, digits).map(([name, value]) => `{"${name}":${value}}`),
    fc.tuple(decimalName, fc.array(digits)).map(([name, values]) => `{"${name}":[${values.join(",")}]}`),
  ),
}));

it("digits that were read are the digits that are written", () => {
  fc.assert(
    fc.property(text, (given) => {
      expect(writeDecimalJson(parseJson(given), isDecimal)).toBe(given);
    }),
  );
});

it("digits under any name survive being read", () => {
  fc.assert(
    fc.property(fc.string(), digits, (name, number) => {
      const value = (parseJson(`{${JSON.stringify(name)}:${number}}`) as Record<string, unknown>)[name];
      expect(String(Object.is(value, -0) ? "-0" : value)).toBe(number);
    }),
  );
});

it("what JSON.parse takes is taken, and nothing else", () => {
  const mutated = fc
    .tuple(text, fc.nat(), fc.string({ maxLength: 2 }), fc.nat({ max: 2 }))
    .map(([valid, at, inserted, removed]) => {
      const position = at % (valid.length + 1);
      return valid.slice(0, position) + inserted + valid.slice(position + removed);
    });
  const isTaken = (parse: (text: string) => unknown, given: string) => {
    try {
      parse(given);
      return true;
    } catch (error) {
      expect(error).toBeInstanceOf(SyntaxError);
      return (error as Error).message.includes("names a member twice");
    }
  };
  fc.assert(
    fc.property(fc.oneof(mutated, fc.json(), fc.string()), (given) => {
      expect(isTaken(parseJson, given)).toBe(isTaken(JSON.parse, given));
    }),
    { numRuns: 1000 },
  );
});
