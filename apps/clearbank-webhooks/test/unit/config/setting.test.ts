import { describe, expect, it } from "vitest";
import {
  addressRange,
  date,
  flag,
  listOf,
  oneOf,
  port,
  type Setting,
  secureUrl,
  text,
} from "../../../src/config/setting.js";

const about = { about: "something" };
const read = <Value>(setting: Setting<Value>, value: unknown) => setting.read(value, "/folder");

describe("a setting", () => {
  it.each([
    ["https://example.com/a?b=c", true],
    ["http://localhost:3000/", true],
    ["http://127.8.0.1/", true],
    ["http://[::1]:3000/", true],
    ["http://example.com/", false],
    ["http://127.0.0.1.example.com/", false],
    ["http://10.0.0.1/", false],
    ["http://[::2]/", false],
    ["ftp://localhost/", false],
    ["https://user@example.com/", false],
    ["https://:secret@example.com/", false],
    ["example.com", false],
    [7, false],
  ])("that is a URL: %s", (value, isTaken) => {
    const attempt = () => read(secureUrl(about), value);
    if (isTaken) expect(attempt()).toEqual(new URL(String(value)));
    else expect(attempt).toThrow(/^must /);
  });

  it.each([
    ["10.0.0.1", true],
    ["10.0.0.0/8", true],
    ["10.0.0.0/32", true],
    ["::1", true],
    ["fd00::/128", true],
    ["10.0.0.0/33", false],
    ["fd00::/129", false],
    ["10.0.0.0/", false],
    ["10.0.0.0/8/8", false],
    ["proxy.example.com", false],
    ["", false],
  ])("that is a range of addresses: %s", (value, isTaken) => {
    const attempt = () => read(addressRange(about), value);
    if (isTaken) expect(attempt()).toBe(value);
    else expect(attempt).toThrow(/^must /);
  });

  it.each([
    ["2027-01-31", "2027-01-31T00:00:00.000Z"],
    ["2028-02-29", "2028-02-29T00:00:00.000Z"],
    ["2027-01-31T12:00:00+01:00", "2027-01-31T11:00:00.000Z"],
    ["2027-01-31T12:00Z", "2027-01-31T12:00:00.000Z"],
    ["2027-02-29", undefined],
    ["2027-13-01", undefined],
    ["2027-01-31T12:00:00", undefined],
    ["31.01.2027", undefined],
    [1801353600000, undefined],
  ])("that is a date: %s", (value, expected) => {
    const attempt = () => read(date(about), value);
    if (expected) expect(attempt()).toEqual(new Date(expected));
    else expect(attempt).toThrow(/^must be a date/);
  });

  it.each([
    [0, 0],
    ["65535", 65535],
    [65536, undefined],
    [-1, undefined],
    [80.5, undefined],
    ["8e1", undefined],
    [" 80", undefined],
    [true, undefined],
  ])("that is a port: %s", (value, expected) => {
    const attempt = () => read(port(8080, about), value);
    if (expected !== undefined) expect(attempt()).toBe(expected);
    else expect(attempt).toThrow("must be a port number from 0 to 65535");
  });

  it("that is a switch takes its two values, as text too, and nothing else", () => {
    expect([true, "true", false, "false"].map((value) => read(flag(about), value))).toEqual([
      true,
      true,
      false,
      false,
    ]);
    for (const value of [1, "yes", "TRUE", "", null]) {
      expect(() => read(flag(about), value)).toThrow("must be true or false");
    }
  });

  it("that is a word is one of them", () => {
    expect(read(oneOf(["a", "b"], about), "b")).toBe("b");
    expect(() => read(oneOf(["a", "b"], about), "c")).toThrow("must be one of a, b");
  });

  it("that is a list is an array, or text with commas, of what one item is", () => {
    const setting = listOf(addressRange(about));
    expect(read(setting, ["::1", "10.0.0.0/8"])).toEqual(["::1", "10.0.0.0/8"]);
    expect(read(setting, "::1, 10.0.0.0/8")).toEqual(["::1", "10.0.0.0/8"]);
    expect(() => read(setting, "::1,")).toThrow("must be text");
    expect(() => read(setting, 7)).toThrow("must be an array");
  });

  it("that is text is not empty", () => {
    expect(read(text(undefined, about), "a")).toBe("a");
    for (const value of ["", 7, null])
      expect(() => read(text(undefined, about), value)).toThrow("must be text");
  });
});
