import { expect, it, onTestFinished } from "vitest";
import type { ClaimedRecord } from "../../src/inbox/engine.js";
import { toRecord } from "../../src/inbox/record.js";
import { createPostgresInboxEngine } from "../../src/postgres/inbox-engine.js";
import { inboxTables } from "../../src/postgres/inbox-tables.js";
import { openPostgresInbox } from "../../src/postgres/index.js";
import { openDatabase } from "../../src/postgres/open-database.js";
import { message } from "../support/message.js";
import { describeWithPostgres, temporarySchema } from "../support/postgres.js";
import { until } from "../support/promise.js";

describeWithPostgres("several inboxes on one PostgreSQL", (connectionString) => {
  it("keep the order of a partition, and leave nothing behind", async () => {
    const { pool, schema } = temporarySchema(connectionString);
    const settings = { connectionString, schema, pollIntervalMs: 5 };
    const inboxes = await Promise.all([1, 2, 3].map(() => openPostgresInbox(settings)));
    const delivered = new Map<string, number[]>();
    const active = new Set<string>();
    const done = inboxes.map((inbox) =>
      inbox.process(async ({ event, key }) => {
        const { partitionKey = "" } = event;
        expect(active).not.toContain(partitionKey);
        active.add(partitionKey);
        await new Promise(setImmediate);
        active.delete(partitionKey);
        delivered.set(partitionKey, [...(delivered.get(partitionKey) ?? []), Number(key.split(" ")[1])]);
      }),
    );
    onTestFinished(async () => {
      await Promise.all(inboxes.map((inbox) => inbox.close()));
      await Promise.all(done);
    });
    const count = 40;
    const partitions = ["a", "b", "c", "d"];
    // Each partition's next message arrives as its former is about to be settled, anywhere.
    await Promise.all(
      partitions.map(async (partitionKey) => {
        for (let index = 0; index < count; index += 1) {
          const inbox = inboxes[index % inboxes.length];
          await inbox?.accept(message(`${partitionKey} ${index}`, { partitionKey }));
        }
      }),
    );
    await until(async () => (await inboxes[0]?.stats())?.waiting === 0);
    const inOrder = Array.from({ length: count }, (_, index) => index);
    for (const partitionKey of partitions) expect(delivered.get(partitionKey)).toEqual(inOrder);
    await expect(pool.query(`SELECT FROM ${schema}.inbox WHERE closed_at IS NULL`)).resolves.toMatchObject({
      rowCount: 0,
    });
  });

  it.each([
    ["stored while the commit of its predecessor's settlement takes long", "UPDATE"],
    ["whose own commit takes long while its predecessor is settled", "INSERT"],
  ])("delivers a message %s", async (_, slow) => {
    const { pool, schema } = temporarySchema(connectionString);
    const engine = createPostgresInboxEngine(await openDatabase({ pool, schema }, inboxTables));
    const store = (key: string) => engine.store([toRecord(message(key, { partitionKey: "p" }))]);
    const claim = () => engine.claim({ limit: 10, leaseMs: 60_000, horizonMs: 60_000 });
    await store("first");
    const [first] = await claim();
    // Runs at the commit, when every statement of the transaction has been made.
    await pool.query(`
      CREATE FUNCTION ${schema}.wait() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN PERFORM pg_sleep(0.3); RETURN NULL; END $$;
      CREATE CONSTRAINT TRIGGER slow AFTER ${slow} ON ${schema}.inbox DEFERRABLE INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION ${schema}.wait();`);
    const settle = () => engine.begin(first as ClaimedRecord).settle();
    const [one, other] =
      slow === "UPDATE" ? [settle, () => store("second")] : [() => store("second"), settle];
    const pending = one();
    await until(async () => {
      const { rowCount } = await pool.query("SELECT FROM pg_stat_activity WHERE wait_event = 'PgSleep'");
      return (rowCount ?? 0) > 0;
    });
    await other();
    await pending;
    await expect(claim()).resolves.toHaveLength(1);
  });
});
