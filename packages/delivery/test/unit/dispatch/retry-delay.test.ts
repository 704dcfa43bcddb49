import { expect, it } from "vitest";
import { retryDelayMs } from "../../../src/dispatch/retry-delay.js";

const settings = { retryBaseMs: 1000, retryMaxMs: 10_000 };

it("doubles the longest wait up to the limit, and takes any part of it", () => {
  const longest = [1, 2, 3, 4, 5, 60].map((attempt) =>
    retryDelayMs(attempt, { ...settings, random: () => 1 }),
  );
  expect(longest).toEqual([1000, 2000, 4000, 8000, 10_000, 10_000]);
  expect(retryDelayMs(3, { ...settings, random: () => 0 })).toBe(0);
  expect(retryDelayMs(3, { ...settings, random: () => 0.3333333 })).toBe(1333);
});

it("is a whole number of milliseconds after any number of attempts", () => {
  expect(retryDelayMs(2000, { ...settings, random: () => 0.12345 })).toBe(1235);
});
