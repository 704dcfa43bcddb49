import type { Kind } from "@countersign/service";
import { describe, expect, it } from "vitest";
import { addressRange, date, secureUrl } from "../../../src/config/setting.js";

const read = <Value>(kind: Kind<Value>, value: unknown) =>
  kind({ about: "something" }).read(value, "/folder");

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
    const attempt = () => read(secureUrl, value);
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
    const attempt = () => read(addressRange, value);
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
    const attempt = () => read(date, value);
    if (expected) expect(attempt()).toEqual(new Date(expected));
    else expect(attempt).toThrow(/^must be a date/);
  });
});
