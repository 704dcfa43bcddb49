import { expect, it } from "vitest";
import { BackOff } from "../../../src/token/back-off.js";

const start = Date.parse("2026-01-01T00:00:00Z");
const at = (ms: number) => new Date(start + ms);

it("is off until something failed", () => {
  expect(new BackOff(() => 0).isOn(at(0))).toBe(false);
});

it("doubles from a second to a minute", () => {
  const backOff = new BackOff(() => 0);
  for (const seconds of [1, 2, 4, 8, 16, 32, 60, 60]) {
    backOff.begin(at(0));
    expect(backOff.isOn(at(0))).toBe(true);
    expect(backOff.isOn(at(seconds * 1000 - 1))).toBe(true);
    expect(backOff.isOn(at(seconds * 1000))).toBe(false);
  }
});

it("stays at a minute after any number of failures", () => {
  const backOff = new BackOff(() => 0);
  for (let failure = 0; failure < 2000; failure += 1) backOff.begin(at(0));
  expect(backOff.isOn(at(59_999))).toBe(true);
  expect(backOff.isOn(at(60_000))).toBe(false);
});

it("is at once a minute where trying is of no use", () => {
  const backOff = new BackOff(() => 0);
  backOff.begin(at(0), { isHopeless: true });
  expect(backOff.isOn(at(59_999))).toBe(true);
  expect(backOff.isOn(at(60_000))).toBe(false);
});

it("takes off up to a half by chance", () => {
  const backOff = new BackOff(() => 0.999);
  backOff.begin(at(0));
  expect(backOff.isOn(at(499))).toBe(true);
  expect(backOff.isOn(at(500))).toBe(false);
});

it("begins anew after a success", () => {
  const backOff = new BackOff(() => 0);
  backOff.begin(at(0));
  backOff.begin(at(0));
  backOff.end();
  expect(backOff.isOn(at(0))).toBe(false);
  backOff.begin(at(0));
  expect(backOff.isOn(at(1000))).toBe(false);
});

it("ends where the clock was set back", () => {
  const backOff = new BackOff(() => 0);
  backOff.begin(at(3_600_000), { isHopeless: true });
  expect(backOff.isOn(at(3_599_999))).toBe(false);
});
