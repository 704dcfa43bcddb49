import { describe, expect, test } from "vitest";
import { needsRenewal } from "../../../src/x509/renewal.js";

const certificate = {
  notBefore: new Date("2025-01-01T00:00:00Z"),
  notAfter: new Date("2025-04-11T00:00:00Z"),
};
const at = (iso: string) => new Date(iso);

describe("needsRenewal", () => {
  test.each([
    ["2025-03-11T23:59:59Z", { days: 30 }, false],
    ["2025-03-12T00:00:00Z", { days: 30 }, true],
    ["2025-04-10T23:59:59Z", { days: 0 }, false],
    ["2025-04-11T00:00:00Z", { days: 0 }, true],
    // 100 days long
    ["2025-03-07T23:59:59Z", { lifetimeFraction: 0.66 }, false],
    ["2025-03-08T00:00:00Z", { lifetimeFraction: 0.66 }, true],
    ["2025-04-10T23:59:59Z", { lifetimeFraction: 1 }, false],
    ["2026-01-01T00:00:00Z", { lifetimeFraction: 1 }, true],
    ["2024-01-01T00:00:00Z", { days: 30 }, false],
    ["2025-01-01T00:00:00Z", { days: 365 }, true],
  ])("on %s with %o: %s", (now, before, expected) => {
    expect(needsRenewal(certificate, { now: at(now), before })).toBe(expected);
  });

  test("is two thirds of the lifetime by default", () => {
    expect(needsRenewal(certificate, { now: at("2025-03-08T15:59:59Z") })).toBe(false);
    expect(needsRenewal(certificate, { now: at("2025-03-08T16:00:00Z") })).toBe(true);
  });

  test.each([
    { days: -1 },
    { days: Number.NaN },
    { lifetimeFraction: 0 },
    { lifetimeFraction: 66 },
    { lifetimeFraction: Number.NaN },
  ])("refuses %o", (before) => {
    expect(() => needsRenewal(certificate, { now: at("2025-01-01"), before })).toThrow(TypeError);
  });

  test("refuses a clock that is broken, instead of calling everything healthy", () => {
    expect(() => needsRenewal(certificate, { now: new Date(Number.NaN) })).toThrow(TypeError);
  });
});
