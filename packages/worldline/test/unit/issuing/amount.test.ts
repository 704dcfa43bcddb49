import { describe, expect, it } from "vitest";
import { amountFromDecimal, amountToDecimal } from "../../../src/issuing/index.js";

const cases: [string, number, string][] = [
  ["20017", 2, "200.17"],
  ["-20017", 2, "-200.17"],
  ["7", 2, "0.07"],
  ["-7", 3, "-0.007"],
  ["0", 2, "0.00"],
  ["700", 0, "700"],
  ["9223372036854775807", 2, "92233720368547758.07"],
];

describe("an amount's decimal text", () => {
  it.each(cases)("of %s, %i is %s, and back", (value, exponent, decimal) => {
    expect(amountToDecimal({ value, exponent })).toBe(decimal);
    expect(amountFromDecimal(decimal, "EUR")).toEqual({ value, exponent, isoCode: "EUR" });
  });

  it("has as many decimals as the currency", () => {
    expect(amountFromDecimal("200.1", "EUR", 2)).toEqual({ value: "20010", exponent: 2, isoCode: "EUR" });
    expect(amountFromDecimal("-0", "JPY", 0)).toEqual({ value: "0", exponent: 0, isoCode: "JPY" });
    expect(() => amountFromDecimal("0.001", "EUR", 2)).toThrow("at most 2 decimals");
  });

  it("drops noughts in front", () => {
    expect(amountToDecimal({ value: "-00700", exponent: 2 })).toBe("-7.00");
    expect(amountFromDecimal("007.00", "EUR").value).toBe("700");
  });

  it.each(["", "1.", ".5", "1,5", "1e3", "+1", " 1"])(
    "is refused where it is no decimal number: %j",
    (text) => {
      expect(() => amountFromDecimal(text, "EUR")).toThrow(TypeError);
    },
  );

  it.each(["", "1.5", "1e3", "x"])("is refused where the value is no whole number: %j", (value) => {
    expect(() => amountToDecimal({ value, exponent: 2 })).toThrow("value must be a whole number as text");
  });

  it.each([-1, 1.5, 10, Number.NaN])("is refused where the exponent is %d", (exponent) => {
    expect(() => amountToDecimal({ value: "1", exponent })).toThrow("exponent must be");
    expect(() => amountFromDecimal("1", "EUR", exponent)).toThrow("exponent must be");
  });
});
