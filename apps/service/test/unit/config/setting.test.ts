import { describe, expect, it } from "vitest";
import {
  flag,
  listOf,
  oneOf,
  path,
  port,
  type Setting,
  text,
  wholeNumber,
} from "../../../src/config/setting.js";

const about = { about: "something" };
const read = <Value>(setting: Setting<Value>, value: unknown) => setting.read(value, "/folder");

describe("a setting", () => {
  it("is what it is by default, else undefined", () => {
    expect(text(about)).toMatchObject({ ...about, default: undefined });
    expect(text({ ...about, default: "a" }).default).toBe("a");
    expect(flag(about).default).toBe(false);
    expect(listOf(text({ ...about, default: "a" })).default).toEqual([]);
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
    const attempt = () => read(port(about), value);
    if (expected !== undefined) expect(attempt()).toBe(expected);
    else expect(attempt).toThrow("must be a port number from 0 to 65535");
  });

  it("that is a number is in its range", () => {
    const setting = wholeNumber(1, 3600)(about);
    expect([1, "3600"].map((value) => read(setting, value))).toEqual([1, 3600]);
    for (const value of [0, 3601]) {
      expect(() => read(setting, value)).toThrow("must be a whole number from 1 to 3600");
    }
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
    expect(read(oneOf(["a", "b"])(about), "b")).toBe("b");
    expect(() => read(oneOf(["a", "b"])(about), "c")).toThrow("must be one of a, b");
  });

  it("that is a list is an array, or text with commas, of what one item is", () => {
    const setting = listOf(path(about));
    expect(read(setting, ["a", "/b"])).toEqual(["/folder/a", "/b"]);
    expect(read(setting, "a, /b")).toEqual(["/folder/a", "/b"]);
    expect(() => read(setting, "a,")).toThrow("must be text");
    expect(() => read(setting, 7)).toThrow("must be an array");
  });

  it("that is text is not empty", () => {
    expect(read(text(about), "a")).toBe("a");
    for (const value of ["", 7, null]) expect(() => read(text(about), value)).toThrow("must be text");
  });
});
