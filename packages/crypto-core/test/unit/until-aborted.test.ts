import { expect, it } from "vitest";
import { untilAborted } from "../../src/index.js";

it("ends at once where the signal has aborted already", async () => {
  const never = new Promise<void>(() => {});
  await expect(untilAborted(never, AbortSignal.abort("stop"))).rejects.toBe("stop");
});

it("ends where the signal aborts, and else with the promise", async () => {
  const controller = new AbortController();
  const waiting = untilAborted(new Promise<void>(() => {}), controller.signal);
  controller.abort("stop");
  await expect(waiting).rejects.toBe("stop");
  expect(await untilAborted(Promise.resolve(1), new AbortController().signal)).toBe(1);
  await expect(untilAborted(Promise.reject("failed"), undefined)).rejects.toBe("failed");
});
