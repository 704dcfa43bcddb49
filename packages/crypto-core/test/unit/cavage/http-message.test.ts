import { describe, expect, it } from "vitest";
import { fieldValue, fieldValues } from "../../../src/cavage/http-message.js";

describe("fieldValue", () => {
  it.each(["authorization", "content-length", "content-type", "date", "digest", "host", "signature"])(
    "refuses a second %s, wherever it stands",
    (name) => {
      const repeated = expect.objectContaining({
        code: "ERR_SIGNATURE_HEADER_REPEATED",
        message: `The message has 2 ${name} headers; one is allowed.`,
      });
      expect(() => fieldValue({ [name]: ["a", "b"] }, name)).toThrow(repeated);
      expect(() => fieldValue({ [name.toUpperCase()]: "a", [name]: "b" }, name)).toThrow(repeated);
      expect(fieldValue({ [name]: ["a"] }, name)).toBe("a");
    },
  );

  it("joins the values of any other, each without white space around it", () => {
    expect(fieldValue({ "x-a": [" one\t", "\ttwo "] }, "X-A")).toBe("one, two");
    expect(fieldValue({ "X-A": " one ", "x-a": ["two"] }, "x-a")).toBe("one, two");
    expect(fieldValue({ "X-A": "one" }, "x-a")).toBe("one");
  });

  it.each([
    ["only blanks and tabs", " \t ", ""],
    ["no-break spaces, which are part of it", "\xa0a\xa0", "\xa0a\xa0"],
    ["white space inside", " a \t b ", "a \t b"],
  ])("reads %s", (_, given, value) => {
    expect(fieldValue({ "x-a": given }, "x-a")).toBe(value);
    expect(fieldValue(new Map([["X-A", given]]), "x-a")).toBe(value);
  });

  it("knows no field that has no value", () => {
    expect(fieldValue({ "x-a": undefined }, "x-a")).toBeUndefined();
    expect(fieldValue({ "X-A": undefined }, "x-a")).toBeUndefined();
    expect(fieldValue({ "x-a": [] }, "x-a")).toBeUndefined();
    expect(fieldValue({}, "toString")).toBeUndefined();
  });
});

describe("fieldValues", () => {
  it("gives every value as it came, in the order of the wire", () => {
    const headers: [string, string][] = [
      ["X-A", " 1"],
      ["x-b", "2"],
      ["x-a", "3 "],
    ];
    expect(fieldValues(headers, "X-a")).toEqual([" 1", "3 "]);
    expect(fieldValues({ "X-A": ["1", "2"], "x-b": "3", "x-A": undefined }, "x-a")).toEqual(["1", "2"]);
  });
});
