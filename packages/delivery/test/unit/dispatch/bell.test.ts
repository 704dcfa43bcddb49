import { expect, it, onTestFinished, vi } from "vitest";
import { createBell } from "../../../src/dispatch/bell.js";

it("ends a wait when it rings, or when the time is over", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { ring, wait } = createBell();
  const ends: string[] = [];
  void wait(1000).then(() => ends.push("rung"));
  ring();
  await vi.advanceTimersByTimeAsync(0);
  expect(ends).toEqual(["rung"]);
  expect(vi.getTimerCount()).toBe(0);
  void wait(1000).then(() => ends.push("over"));
  await vi.advanceTimersByTimeAsync(999);
  expect(ends).toEqual(["rung"]);
  await vi.advanceTimersByTimeAsync(1);
  expect(ends).toEqual(["rung", "over"]);
});

it("remembers one ring from before the wait, and no more", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const { ring, wait } = createBell();
  ring();
  ring();
  await wait(1000);
  let isOver = false;
  void wait(1000).then(() => {
    isOver = true;
  });
  await vi.advanceTimersByTimeAsync(999);
  expect(isOver).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isOver).toBe(true);
});
