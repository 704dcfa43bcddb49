import { expect, it, onTestFinished, vi } from "vitest";
import { createInbox } from "../../../src/inbox/create-inbox.js";
import { unsafeCreateMemoryInbox } from "../../../src/index.js";
import { createMemoryInboxEngine } from "../../../src/memory/memory-inbox.js";
import { message } from "../../support/message.js";

const day = 24 * 60 * 60_000;

it("forgets by itself what was settled before the retention, and no earlier", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const inbox = unsafeCreateMemoryInbox({ retentionDays: 2 });
  onTestFinished(() => inbox.close());
  for (let index = 0; index < 1200; index += 1) await inbox.accept(message(String(index)));
  const stop = new AbortController();
  const done = inbox.process(() => {}, { concurrency: 1200, signal: stop.signal });
  await vi.advanceTimersByTimeAsync(1000);
  stop.abort();
  await done;
  await expect(inbox.stats()).resolves.toMatchObject({ waiting: 0 });
  vi.setSystemTime(Date.now() + 2 * day - 120_000);
  await vi.advanceTimersByTimeAsync(60_000);
  await expect(inbox.accept(message("0"))).resolves.toBe("duplicate");
  await vi.advanceTimersByTimeAsync(60_000);
  // More than one slice of them.
  for (const key of ["0", "600", "1199"]) await expect(inbox.accept(message(key))).resolves.toBe("accepted");
});

it("tells of a store that fails, and goes on once it works", async () => {
  const engine = { ...createMemoryInboxEngine(() => new Date()) };
  const { claim } = engine;
  let failures = 0;
  engine.claim = (options) => {
    failures += 1;
    return failures > 3 ? claim(options) : Promise.reject(new Error("the store is down"));
  };
  const errors: unknown[] = [];
  const inbox = createInbox(engine, { pollIntervalMs: 1, onError: (error) => errors.push(error) });
  onTestFinished(() => inbox.close());
  await inbox.accept(message("a"));
  const stop = new AbortController();
  await inbox.process(() => stop.abort(), { signal: stop.signal });
  expect(errors.map(String)).toEqual(Array(3).fill("Error: the store is down"));
});

it("leaves a message to its lease where neither it can be settled nor put back", async () => {
  const engine = { ...createMemoryInboxEngine(() => new Date()) };
  const { begin } = engine;
  const down = () => Promise.reject(new Error("the store is down"));
  engine.begin = (claimed) => (claimed.attempt > 1 ? begin(claimed) : { ...begin(claimed), settle: down });
  engine.postpone = down;
  const errors: unknown[] = [];
  const inbox = createInbox(engine, {
    leaseMs: 50,
    pollIntervalMs: 5,
    onError: (error) => errors.push(error),
  });
  onTestFinished(() => inbox.close());
  await inbox.accept(message("a"));
  const attempts: number[] = [];
  const stop = new AbortController();
  await inbox.process(
    ({ attempt }) => {
      attempts.push(attempt);
      if (attempt === 2) stop.abort();
    },
    { signal: stop.signal },
  );
  expect(attempts).toEqual([1, 2]);
  expect(errors).toHaveLength(2);
  await expect(inbox.stats()).resolves.toMatchObject({ waiting: 0 });
});
