import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it, onTestFinished } from "vitest";
import type { ClaimedRecord, InboxEngine } from "../../src/inbox/engine.js";
import { fromRecord, toRecord } from "../../src/inbox/record.js";
import { createMemoryInboxEngine } from "../../src/memory/memory-inbox.js";
import { createPostgresInboxEngine } from "../../src/postgres/inbox-engine.js";
import { inboxTables } from "../../src/postgres/inbox-tables.js";
import { openDatabase } from "../../src/postgres/open-database.js";
import { createSqliteInboxEngine } from "../../src/sqlite/inbox-engine.js";
import type { InboxOperations } from "../../src/sqlite/inbox-operations.js";
import { startWorker } from "../../src/sqlite/worker-client.js";
import { message } from "../support/message.js";
import { describeWithPostgres, temporarySchema } from "../support/postgres.js";
import { describeWithSqlite, temporaryFolder } from "../support/sqlite.js";

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ kind: fc.constant("accept" as const), partition: fc.nat(3) }) },
    {
      weight: 4,
      arbitrary: fc.record({ kind: fc.constant("claim" as const), limit: fc.integer({ min: 1, max: 4 }) }),
    },
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constantFrom("settle" as const, "postpone" as const, "release" as const, "bury" as const),
        which: fc.nat(9),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("replay" as const), which: fc.nat(9) }) },
  ),
  { maxLength: 40 },
);

let run = 0;

/**
 * Whatever happens in whatever order: of a partition one record at most is out; it is the oldest that waited when
 * its predecessor was closed; and at the end nothing is stuck, lost or delivered twice.
 */
async function check(
  engine: InboxEngine<unknown>,
  plan: typeof steps extends fc.Arbitrary<infer T> ? T : never,
) {
  run += 1;
  const prefix = `run ${run} `;
  const waiting: string[] = [];
  const dead: { id: string; key: string }[] = [];
  const out: ClaimedRecord[] = [];
  const settled: string[] = [];
  const partitionOf = (key: string) => key.at(-1);
  /** The key whose turn it is, by partition. */
  const heads = new Map<string | undefined, string>();
  const isOf = (partition: string | undefined) => (key: string) => partitionOf(key) === partition;
  const promote = (partition: string | undefined) => {
    const next = waiting.find(isOf(partition));
    if (next !== undefined && !heads.has(partition)) heads.set(partition, next);
  };
  const close = (key: string) => {
    heads.delete(partitionOf(key));
    promote(partitionOf(key));
  };
  const keyOf = (record: ClaimedRecord) => fromRecord(record).key;
  const give = (list: ClaimedRecord[], which: number) => list.splice(which % Math.max(list.length, 1), 1)[0];

  async function claim(limit: number): Promise<void> {
    for (const record of await engine.claim({ limit, leaseMs: 1e6, horizonMs: 1e7 })) {
      const key = keyOf(record);
      expect(out.map((each) => partitionOf(keyOf(each)))).not.toContain(partitionOf(key));
      expect(key).toBe(heads.get(partitionOf(key)));
      waiting.splice(waiting.indexOf(key), 1);
      out.push(record);
    }
  }

  /** Keys begin with a number that rises, so their order is the order of arrival. */
  const putBack = (key: string) => {
    waiting.push(key);
    waiting.sort();
    promote(partitionOf(key));
  };

  let count = 0;
  for (const step of plan) {
    if (step.kind === "accept") {
      const key = `${prefix}${String(count).padStart(4, "0")} ${step.partition}`;
      count += 1;
      await engine.store([toRecord(message(key, { partitionKey: `${prefix}${step.partition}` }))]);
      putBack(key);
    } else if (step.kind === "claim") await claim(step.limit);
    else if (step.kind === "replay") {
      const [letter] = dead.splice(step.which % Math.max(dead.length, 1), 1);
      if (!letter) continue;
      await expect(engine.replay(letter.id)).resolves.toBe(true);
      putBack(letter.key);
    } else {
      const record = give(out, step.which);
      if (!record) continue;
      const key = keyOf(record);
      if (step.kind === "settle") {
        await expect(engine.begin(record).settle()).resolves.toBe(true);
        settled.push(key);
        close(key);
      } else if (step.kind === "bury") {
        await engine.bury(record, "buried");
        dead.push({ id: record.id, key });
        close(key);
      } else {
        await (step.kind === "postpone" ? engine.postpone(record, 0) : engine.release(record));
        putBack(key);
      }
    }
  }
  while (out.length + waiting.length > 0) {
    if (out.length === 0) await claim(100);
    expect(out.length).toBeGreaterThan(0);
    for (const record of out.splice(0)) {
      await expect(engine.begin(record).settle()).resolves.toBe(true);
      settled.push(keyOf(record));
      close(keyOf(record));
    }
  }
  expect(new Set(settled).size).toBe(settled.length);
  expect(settled.length + dead.length).toBe(count);
}

/** A clock that stands still would do; this one rises, so that what is due is in the order of its time. */
function risingClock(): () => Date {
  let timeMs = 0;
  return () => {
    timeMs += 1;
    return new Date(timeMs);
  };
}

describe("the order of an inbox in memory", () => {
  it("holds", async () => {
    const engine = createMemoryInboxEngine(risingClock());
    await fc.assert(fc.asyncProperty(steps, (plan) => check(engine, plan)));
  });
});

describeWithSqlite("the order of an inbox in SQLite", () => {
  it("holds", async () => {
    const file = join(temporaryFolder(), "inbox.sqlite");
    const worker = await startWorker<InboxOperations>({ file, holds: "inbox" });
    onTestFinished(worker.close);
    const engine = createSqliteInboxEngine(worker, risingClock());
    await fc.assert(fc.asyncProperty(steps, (plan) => check(engine, plan)));
  });
});

describeWithPostgres("the order of an inbox in PostgreSQL", (connectionString) => {
  it("holds", async () => {
    const { pool, schema } = temporarySchema(connectionString);
    const engine = createPostgresInboxEngine(await openDatabase({ pool, schema }, inboxTables));
    await fc.assert(
      fc.asyncProperty(steps, (plan) => check(engine, plan)),
      { numRuns: 30 },
    );
  });
});
