import { expect, it } from "vitest";
import type { ClaimedRecord, InboxEngine } from "../../src/inbox/engine.js";
import { fromRecord, toRecord } from "../../src/inbox/record.js";
import { message } from "../support/message.js";
import type { OpenInbox } from "./inbox-harness.js";

const claimOptions = { limit: 100, leaseMs: 10_000, horizonMs: 60_000 };
const day = 24 * 60 * 60_000;

/** Leases, fences, time and forgetting, with two users of one store. */
export function engineContract<Tx>(openInbox: OpenInbox<Tx>): void {
  const store = (engine: InboxEngine<Tx>, ...keys: string[]) =>
    engine.store(keys.map((key) => toRecord(message(key, { partitionKey: key.slice(0, 1) }))));
  const keysOf = (records: readonly ClaimedRecord[]) => records.map((record) => fromRecord(record).key);
  const claim = (engine: InboxEngine<Tx>) => engine.claim(claimOptions);
  const first = async (engine: InboxEngine<Tx>) => (await claim(engine))[0] as ClaimedRecord;

  it("hands a record out once, the first of each partition only, the oldest first", async () => {
    const { engine, peer } = await openInbox();
    await store(engine, "a1", "a2", "b1");
    await store(peer, "a3", "c1");
    await expect(engine.claim({ ...claimOptions, limit: 2 }).then(keysOf)).resolves.toEqual(["a1", "b1"]);
    await expect(claim(peer).then(keysOf)).resolves.toEqual(["c1"]);
    await expect(claim(engine)).resolves.toEqual([]);
  });

  it("makes the next of a partition due when its first is settled", async () => {
    const { engine, peer } = await openInbox();
    await store(engine, "a1", "a2");
    for (const key of ["a1", "a2"]) {
      const claimed = await first(peer);
      expect(fromRecord(claimed).key).toBe(key);
      await expect(engine.begin(claimed).settle()).resolves.toBe(true);
      await expect(engine.begin(claimed).settle()).resolves.toBe(false);
    }
    await expect(claim(engine)).resolves.toEqual([]);
    await store(engine, "a3");
    await expect(claim(engine).then(keysOf)).resolves.toEqual(["a3"]);
  });

  it("hands a record out again when its lease ran out, and lets the former holder change nothing", async () => {
    const { engine, peer, advance, write, written } = await openInbox();
    await store(engine, "a1", "a2");
    const former = await first(engine);
    const attempt = engine.begin(former);
    await write(attempt.tx, "former");
    await advance(claimOptions.leaseMs - 1000);
    await expect(claim(peer)).resolves.toEqual([]);
    await advance(1001);
    const holder = await first(peer);
    expect(holder).toMatchObject({ id: former.id, attempt: former.attempt + 1 });
    await expect(engine.renew([former], 1)).resolves.toEqual([]);
    await expect(attempt.settle()).resolves.toBe(false);
    await engine.postpone(former, 0);
    await engine.release(former);
    await engine.bury(former, "not mine to bury");
    await expect(claim(engine)).resolves.toEqual([]);
    await expect(engine.deadLetters({})).resolves.toEqual([]);
    await expect(peer.renew([holder], 1000)).resolves.toMatchObject([{ id: holder.id }]);
    await expect(peer.begin(holder).settle()).resolves.toBe(true);
    await expect(written()).resolves.toEqual([]);
    await expect(claim(engine).then(keysOf)).resolves.toEqual(["a2"]);
  });

  it("keeps a record for as long as its lease is renewed", async () => {
    const { engine, peer, advance } = await openInbox();
    await store(engine, "a1");
    const claimed = await first(engine);
    for (const _ of [1, 2, 3]) {
      await advance(claimOptions.leaseMs - 1000);
      await expect(engine.renew([claimed], claimOptions.leaseMs)).resolves.toMatchObject([
        { id: claimed.id },
      ]);
      await expect(claim(peer)).resolves.toEqual([]);
    }
  });

  it("commits what is written through tx with the settlement, or drops it", async () => {
    const { engine, write, written } = await openInbox();
    await store(engine, "a1");
    const claimed = await first(engine);
    const dropped = engine.begin(claimed);
    await write(dropped.tx, "dropped");
    await dropped.discard();
    const kept = engine.begin(claimed);
    await write(kept.tx, "one");
    await write(kept.tx, "two");
    await expect(written()).resolves.toEqual([]);
    await expect(kept.settle()).resolves.toBe(true);
    await expect(written()).resolves.toEqual(["one", "two"]);
  });

  it("is due again after the delay, before the rest of its partition", async () => {
    const { engine, advance } = await openInbox();
    await store(engine, "a1", "a2");
    await engine.postpone(await first(engine), 5000);
    await advance(4000);
    await expect(claim(engine)).resolves.toEqual([]);
    await advance(1001);
    await expect(first(engine)).resolves.toMatchObject({ attempt: 2 });
  });

  it("is due at once, without an attempt counted, when it is released", async () => {
    const { engine } = await openInbox();
    await store(engine, "a1");
    await engine.release(await first(engine));
    await expect(first(engine)).resolves.toMatchObject({ attempt: 1 });
  });

  it("replays a dead letter before what waits in its partition, but not beside it", async () => {
    const { engine } = await openInbox();
    await store(engine, "a1", "a2", "a3");
    const dead = await first(engine);
    await engine.bury(dead, "broken");
    const second = await first(engine);
    await expect(engine.replay(dead.id)).resolves.toBe(true);
    await expect(engine.replay(dead.id)).resolves.toBe(false);
    await expect(claim(engine)).resolves.toEqual([]);
    await engine.begin(second).settle();
    await expect(claim(engine).then(keysOf)).resolves.toEqual(["a1"]);
  });

  it("replays a dead letter at once where nothing of its partition is due", async () => {
    const { engine } = await openInbox();
    await engine.store([toRecord(message("free"))]);
    await store(engine, "a1");
    for (const record of await claim(engine)) {
      await engine.bury(record, "broken");
      await engine.replay(record.id);
    }
    await expect(claim(engine).then(keysOf)).resolves.toEqual(["free", "a1"]);
  });

  it("hands out everything again after the clock was set back an hour", async () => {
    const { engine, advance } = await openInbox();
    await store(engine, "leased", "postponed");
    const [leased, postponed] = await claim(engine);
    await engine.postpone(postponed as ClaimedRecord, 50_000);
    await store(engine, "waiting");
    await advance(-60 * 60_000);
    await store(engine, "after");
    const again = await claim(engine);
    expect(keysOf(again).sort()).toEqual(["after", "leased", "postponed", "waiting"]);
    await expect(engine.begin(leased as ClaimedRecord).settle()).resolves.toBe(false);
    for (const record of again) await expect(engine.begin(record).settle()).resolves.toBe(true);
  });

  it("forgets what was settled before the retention, slice by slice, and nothing else", async () => {
    const { engine, advance } = await openInbox();
    await store(engine, "a1", "b1", "c1", "d1");
    const [a, b, c] = (await claim(engine)) as [ClaimedRecord, ClaimedRecord, ClaimedRecord];
    await engine.begin(a).settle();
    await engine.begin(b).settle();
    await engine.bury(c, "broken");
    await expect(engine.prune({ retentionMs: day, limit: 10 })).resolves.toBe(0);
    await advance(day + 1000);
    await expect(store(engine, "a1")).resolves.toEqual(["duplicate"]);
    await expect(engine.prune({ retentionMs: day, limit: 1 })).resolves.toBe(1);
    await expect(engine.prune({ retentionMs: day, limit: 10 })).resolves.toBe(1);
    await expect(engine.prune({ retentionMs: day, limit: 10 })).resolves.toBe(0);
    await expect(store(engine, "a1", "b1", "c1", "d1")).resolves.toEqual([
      "accepted",
      "accepted",
      "duplicate",
      "duplicate",
    ]);
    await expect(engine.stats()).resolves.toMatchObject({ waiting: 3, deadLetters: 1 });
  });
}
