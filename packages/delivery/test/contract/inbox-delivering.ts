import { expect, it, onTestFinished } from "vitest";
import { createInbox } from "../../src/inbox/create-inbox.js";
import type { InboxHandler, InboxSettings, WebhookInbox } from "../../src/index.js";
import { expectCode } from "../support/expect-error.js";
import { message } from "../support/message.js";
import { gate, until } from "../support/promise.js";
import type { InboxHarness, OpenInbox } from "./inbox-harness.js";

/** Order, failure, retries and stopping: the same on every engine. */
export function deliveringContract<Tx>(openInbox: OpenInbox<Tx>): void {
  async function open(
    settings: InboxSettings = {},
  ): Promise<{ inbox: WebhookInbox<Tx>; harness: InboxHarness<Tx>; errors: unknown[] }> {
    const harness = await openInbox();
    const errors: unknown[] = [];
    const inbox = createInbox(harness.engine, {
      retryBaseMs: 1,
      retryMaxMs: 1,
      pollIntervalMs: 20,
      onError: (error) => errors.push(error),
      ...settings,
    });
    onTestFinished(() => inbox.close());
    return { inbox, harness, errors };
  }

  async function acceptAll(inbox: WebhookInbox<Tx>, names: readonly string[]): Promise<void> {
    for (const name of names) await inbox.accept(message(name, { partitionKey: name.slice(0, 1) }));
  }

  const start = (inbox: WebhookInbox<Tx>, handler: InboxHandler<Tx>, concurrency = 10) => {
    const stop = new AbortController();
    const done = inbox.process(handler, { concurrency, signal: stop.signal });
    onTestFinished(() => {
      stop.abort();
      return done;
    });
    return { stop: () => stop.abort(), done };
  };

  it("keeps the order within a partition, one at a time, and lets others pass", async () => {
    const { inbox } = await open();
    const names = Array.from({ length: 40 }, (_, index) => `${"abcd"[index % 4]}${index}`);
    const order: string[] = [];
    const active = new Set<string>();
    const { opened, open: openGate } = gate();
    await acceptAll(inbox, names);
    start(inbox, async ({ key }) => {
      const partition = key.slice(0, 1);
      expect(active).not.toContain(partition);
      active.add(partition);
      // The first of a waits for the last of d: only possible where partitions do not wait for one another.
      if (key === "a0") await opened;
      if (key === "d39") openGate();
      await new Promise(setImmediate);
      active.delete(partition);
      order.push(key);
    });
    await until(() => order.length === names.length);
    for (const partition of "abcd") {
      expect(order.filter((key) => key.startsWith(partition))).toEqual(
        names.filter((name) => name.startsWith(partition)),
      );
    }
  });

  it("delivers at most so many at once as it was told", async () => {
    const { inbox } = await open();
    for (let index = 0; index < 20; index += 1) await inbox.accept(message(String(index)));
    let active = 0;
    let most = 0;
    let count = 0;
    start(
      inbox,
      async () => {
        active += 1;
        most = Math.max(most, active);
        await new Promise((resolve) => setTimeout(resolve, 2));
        active -= 1;
        count += 1;
      },
      3,
    );
    await until(() => count === 20);
    expect(most).toBe(3);
  });

  it("tries what failed again before the rest of its partition, and others meanwhile", async () => {
    const { inbox, errors } = await open();
    await acceptAll(inbox, ["a1", "a2", "b1"]);
    const seen: string[] = [];
    start(inbox, ({ key, attempt }) => {
      seen.push(`${key}.${attempt}`);
      if (key === "a1" && (attempt < 3 || !seen.includes("b1.1"))) throw new Error("not yet");
    });
    await until(() => seen.includes("a2.1"));
    expect(seen.slice(0, 3)).toContain("b1.1");
    expect(seen.filter((each) => each.startsWith("a"))).toEqual(["a1.1", "a1.2", "a1.3", "a2.1"]);
    expect(errors.map(String)).toEqual(["Error: not yet", "Error: not yet"]);
  });

  it("makes a dead letter after the last attempt, goes on without it, and replays it", async () => {
    const { inbox } = await open({ maxAttempts: 2 });
    await acceptAll(inbox, ["a1", "a2"]);
    const seen: string[] = [];
    let isBroken = true;
    start(inbox, ({ key, attempt }) => {
      seen.push(`${key}.${attempt}`);
      if (key === "a1" && isBroken) throw new RangeError("broken");
    });
    await until(() => seen.includes("a2.1"));
    expect(seen).toEqual(["a1.1", "a1.2", "a2.1"]);
    await until(async () => (await inbox.stats()).waiting === 0);
    await expect(inbox.stats()).resolves.toMatchObject({ waiting: 0, deadLetters: 1 });
    const [letter, ...others] = await inbox.deadLetters();
    expect(others).toEqual([]);
    expect(letter).toMatchObject({
      message: { key: "a1", body: expect.any(Uint8Array), partitionKey: "a" },
      reason: "RangeError: broken",
      attempts: 2,
      diedAt: expect.any(Date),
    });
    // A duplicate of a dead letter is known, and does not revive it.
    await expect(inbox.accept(message("a1", { partitionKey: "a" }))).resolves.toBe("duplicate");
    isBroken = false;
    await inbox.replay(letter?.message.id ?? "");
    await until(() => seen.length === 4);
    expect(seen.at(-1)).toBe("a1.1");
    await until(async () => (await inbox.stats()).waiting === 0);
    await expect(inbox.deadLetters()).resolves.toEqual([]);
    await expectCode("ERR_DELIVERY_MESSAGE_UNKNOWN", /No dead letter has the id/, () =>
      inbox.replay(letter?.message.id ?? ""),
    );
    for (const id of ["999999", "none"]) {
      await expectCode("ERR_DELIVERY_MESSAGE_UNKNOWN", /No dead letter has the id/, () => inbox.replay(id));
    }
  });

  it("pages through dead letters", async () => {
    const { inbox } = await open({ maxAttempts: 1 });
    await acceptAll(inbox, ["a", "b", "c"]);
    start(inbox, () => Promise.reject(new Error("never\0")));
    await until(async () => (await inbox.stats()).deadLetters === 3);
    const first = await inbox.deadLetters({ limit: 2 });
    expect(first.map((letter) => letter.message.key)).toEqual(["a", "b"]);
    const second = await inbox.deadLetters({ after: first[1]?.message.id ?? "" });
    expect(second.map((letter) => letter.message.key)).toEqual(["c"]);
  });

  it("buries a message whose every attempt ended with its process", async () => {
    const { inbox, harness } = await open({ maxAttempts: 2 });
    await acceptAll(inbox, ["a1", "a2"]);
    for (const _ of [1, 2]) {
      await harness.engine.claim({ limit: 1, leaseMs: 1000, horizonMs: 60_000 });
      await harness.advance(1001);
    }
    const seen: string[] = [];
    start(inbox, ({ key }) => void seen.push(key));
    await until(() => seen.length === 1);
    expect(seen).toEqual(["a2"]);
    const [letter] = await inbox.deadLetters();
    expect(letter?.reason).toMatch(/^No attempt came to an end/);
  });

  it("commits what is written through tx with the settlement, and nothing of a failed attempt", async () => {
    const { inbox, harness } = await open();
    await acceptAll(inbox, ["a1", "a2"]);
    let count = 0;
    start(inbox, async ({ key, attempt, tx }) => {
      await harness.write(tx, `${key}.${attempt}`);
      if (attempt === 1) throw new Error("after the write");
      count += 1;
    });
    await until(() => count === 2);
    await until(async () => (await inbox.stats()).waiting === 0);
    await expect(harness.written()).resolves.toEqual(["a1.2", "a2.2"]);
  });

  it("delivers again where a write through tx fails", async () => {
    const { inbox, harness, errors } = await open();
    await acceptAll(inbox, ["a1"]);
    start(inbox, async ({ attempt, tx }) => {
      await harness.write(tx, attempt === 1 ? null : "right");
    });
    await until(async () => (await inbox.stats()).waiting === 0);
    await expect(harness.written()).resolves.toEqual(["right"]);
    expect(errors).toHaveLength(1);
  });

  it("renews the lease while a handler runs, and tells one whose lease was lost", async () => {
    const { inbox, harness, errors } = await open({ leaseMs: 300 });
    await acceptAll(inbox, ["a1"]);
    const renewed = gate();
    const lost: unknown[] = [];
    const engine = harness.engine as { renew: typeof harness.engine.renew };
    const { renew } = engine;
    let renewals = 0;
    engine.renew = async (...args) => {
      const held = await renew(...args);
      renewals += 1;
      if (renewals === 3) renewed.open();
      return held;
    };
    const attempts: number[] = [];
    start(inbox, async ({ attempt, signal, tx }) => {
      attempts.push(attempt);
      if (attempt > 1) return;
      await renewed.opened;
      expect(signal.aborted).toBe(false);
      // As a process that stood still for longer than its lease.
      await harness.advance(10_000);
      signal.addEventListener("abort", () => lost.push(signal.reason));
      await until(() => signal.aborted);
      await harness.write(tx, "too late");
    });
    await until(() => errors.length > 0 && attempts.length === 2);
    expect(lost).toMatchObject([{ code: "ERR_DELIVERY_LEASE_LOST" }]);
    expect(errors).toMatchObject([{ code: "ERR_DELIVERY_LEASE_LOST" }]);
    await until(async () => (await inbox.stats()).waiting === 0);
    await expect(harness.written()).resolves.toEqual([]);
  });

  it("stops by signal: aborts handlers, waits for them, and leaves what they gave up to the next", async () => {
    const { inbox } = await open({ maxAttempts: 1, retryBaseMs: 60_000, retryMaxMs: 60_000 });
    await acceptAll(inbox, ["a1", "b1"]);
    const events: string[] = [];
    const both = gate();
    const { stop, done } = start(inbox, async ({ key, signal }) => {
      events.push(`begin ${key}`);
      if (events.length === 2) both.open();
      await until(() => signal.aborted);
      events.push(`end ${key}`);
      if (key === "a1") throw signal.reason;
    });
    await both.opened;
    stop();
    await done;
    expect(events.slice(2).sort()).toEqual(["end a1", "end b1"]);
    await expect(inbox.stats()).resolves.toMatchObject({ waiting: 1, deadLetters: 0 });
    const next: string[] = [];
    start(inbox, ({ key, attempt }) => void next.push(`${key}.${attempt}`));
    await until(() => next.length > 0);
    expect(next).toEqual(["a1.1"]);
  });

  it("waits for handlers when it is closed", async () => {
    const { inbox, harness } = await open();
    await acceptAll(inbox, ["a1"]);
    const begun = gate();
    const done = inbox.process(async ({ signal, tx }) => {
      begun.open();
      await until(() => signal.aborted);
      await harness.write(tx, "finished");
    });
    await begun.opened;
    const written = inbox.close();
    await Promise.all([written, done]);
    await expect(harness.written()).resolves.toEqual(["finished"]);
    await expectCode("ERR_DELIVERY_CLOSED", /closed/, () => inbox.process(() => {}));
    await expectCode("ERR_DELIVERY_CLOSED", /closed/, () => inbox.stats());
    await expectCode("ERR_DELIVERY_CLOSED", /closed/, () => inbox.deadLetters());
    await expectCode("ERR_DELIVERY_CLOSED", /closed/, () => inbox.replay("1"));
  });

  it("delivers nothing while paused, and accepts", async () => {
    const { inbox } = await open();
    const seen: string[] = [];
    start(inbox, ({ key }) => void seen.push(key));
    inbox.pause();
    await acceptAll(inbox, ["a1", "a2"]);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(seen).toEqual([]);
    await expect(inbox.stats()).resolves.toMatchObject({ waiting: 2 });
    inbox.resume();
    await until(() => seen.length === 2);
    expect(seen).toEqual(["a1", "a2"]);
  });

  it("refuses a second process() and a wrong concurrency", async () => {
    const { inbox } = await open();
    const seen: string[] = [];
    start(inbox, ({ key }) => void seen.push(key));
    await expect(inbox.process(() => {})).rejects.toThrow(new TypeError("process() is running already."));
    await acceptAll(inbox, ["a1"]);
    await until(() => seen.length === 1);
    const other = (await open()).inbox;
    for (const concurrency of [0, 1.5, Number.NaN]) {
      await expect(other.process(() => {}, { concurrency })).rejects.toThrow(/^concurrency must be a whole/);
    }
  });
}
