import { describe, expect, it } from "vitest";
import { parseWireJson, writeWireJson } from "../../../../src/open-banking/json/wire-json.js";

describe("the wire's JSON", () => {
  it.each(["1.10", "0.0000000000000000001", "123456789012345678.90", "-1.5", "12"])(
    "keeps the digits of an exchange rate: %s",
    (rate) => {
      expect(parseWireJson(`{"a":{"ExchangeRate" : ${rate}}}`)).toEqual({ a: { ExchangeRate: rate } });
      expect(writeWireJson({ a: { ExchangeRate: rate } })).toBe(`{"a":{"ExchangeRate":${rate}}}`);
    },
  );

  it("touches nothing else", () => {
    const tricky = {
      text: '"ExchangeRate":1.10',
      '"ExchangeRate': "2",
      list: ['\\"ExchangeRate":"3"'],
      ExchangeRat: 1.5,
    };
    expect(parseWireJson(JSON.stringify(tricky))).toEqual(tricky);
    expect(writeWireJson(tricky)).toBe(JSON.stringify(tricky));
    expect(parseWireJson('{"ExchangeRate":"1.10"}')).toEqual({ ExchangeRate: "1.10" });
  });

  it("writes a rate that is no decimal number as it is, and lets the service refuse it", () => {
    for (const ExchangeRate of ["1,5", "01", "1e3", "", "1}"]) {
      expect(writeWireJson({ ExchangeRate })).toBe(JSON.stringify({ ExchangeRate }));
    }
  });
});
