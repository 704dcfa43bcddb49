import { describe, expect, it } from "vitest";
import { addMs } from "../src/calendar.js";
import { Clock } from "../src/clock.js";

const start = new Date("2030-01-01T00:00:00.000Z");

/** A clock whose own time stands still, so that only moves count. */
function stillClock() {
  const stopping = new AbortController();
  const warnings: string[] = [];
  const clock = new Clock(
    () => start,
    stopping.signal,
    (message) => warnings.push(message),
  );
  const log: string[] = [];
  const note = (name: string) => () =>
    log.push(`${name} at ${(clock.now().getTime() - start.getTime()) / 1000}`);
  return { clock, log, note, stopping, warnings };
}

describe("the clock", () => {
  it("runs what comes due on the way, in order and each at its time", async () => {
    const { clock, log, note } = stillClock();
    clock.later(addMs(start, 3000), note("c"));
    clock.later(addMs(start, 1000), note("a"));
    clock.later(addMs(start, 1000), note("b"));
    clock.later(addMs(start, 5001), note("not yet"));
    await clock.advance(5000);
    expect(log).toEqual(["a at 1", "b at 1", "c at 3"]);
    expect(clock.now()).toEqual(addMs(start, 5000));
    await clock.advance(1);
    expect(log.at(-1)).toBe("not yet at 5.001");
  });

  it("waits for each, and runs what it asks for in turn", async () => {
    const { clock, log, note } = stillClock();
    clock.later(addMs(start, 1000), async () => {
      await new Promise((resolve) => setImmediate(resolve));
      note("first")();
      clock.later(addMs(start, 2000), note("its follower"));
    });
    clock.later(addMs(start, 2500), note("second"));
    await clock.advance(3000);
    expect(log).toEqual(["first at 1", "its follower at 2", "second at 2.5"]);
  });

  it("does not move while something is under way that it was told of", async () => {
    const { clock, log, note } = stillClock();
    let finish = () => {};
    clock.waitFor(
      new Promise<void>((resolve) => {
        finish = resolve;
      }).then(() => clock.later(addMs(start, 1000), note("followed"))),
    );
    const moved = clock.advance(2000);
    await new Promise((resolve) => setImmediate(resolve));
    expect(clock.now()).toEqual(start);
    finish();
    await moved;
    expect(log).toEqual(["followed at 1"]);
  });

  it("takes moves one after the other", async () => {
    const { clock } = stillClock();
    await Promise.all([clock.advance(1000), clock.advance(1000), clock.advance(1000)]);
    expect(clock.now()).toEqual(addMs(start, 3000));
  });

  it("can be moved again after a task has failed", async () => {
    const { clock, log, note } = stillClock();
    clock.later(addMs(start, 1000), () => Promise.reject(new Error("broken")));
    clock.later(addMs(start, 2000), note("next"));
    await expect(clock.advance(1500)).rejects.toThrow("broken");
    await clock.advance(1500);
    expect(log).toEqual(["next at 2"]);
    expect(clock.now()).toEqual(addMs(start, 2500));
  });

  it("runs what is due by itself too, and at once what is past", async () => {
    const stopping = new AbortController();
    const warnings: string[] = [];
    const clock = new Clock(
      () => new Date(),
      stopping.signal,
      (message) => warnings.push(message),
    );
    const order: string[] = [];
    await new Promise<void>((resolve) => {
      clock.later(addMs(clock.now(), 20), () => {
        order.push("later");
        resolve();
      });
      clock.later(addMs(clock.now(), -1), async () => {
        order.push("at once");
        throw new Error("broken");
      });
    });
    expect(order).toEqual(["at once", "later"]);
    expect(warnings).toEqual(["a task failed: broken"]);
  });

  it("runs nothing once the sandbox stops", async () => {
    const { clock, log, note, stopping } = stillClock();
    clock.later(addMs(start, 1000), note("never"));
    stopping.abort();
    clock.later(addMs(start, 1000), note("nor this"));
    await clock.advance(2000);
    expect(log).toEqual([]);
  });
});
