import { expect, it, onTestFinished } from "vitest";
import type { WebhookInbox } from "../../src/index.js";
import {
  openPostgresInbox,
  openPostgresOutbox,
  type PostgresInboxSettings,
  type PostgresTx,
} from "../../src/postgres/index.js";
import { expectCode } from "../support/expect-error.js";
import { message } from "../support/message.js";
import { describeWithPostgres, describeWithPostgresPrograms, temporarySchema } from "../support/postgres.js";
import { startPostgres } from "../support/postgres-server.js";
import { gate, until } from "../support/promise.js";
import { tcpProxy } from "../support/tcp-proxy.js";

describeWithPostgres("a PostgreSQL that", (connectionString) => {
  it("has synchronous_commit off is refused, by inbox and outbox", async () => {
    const options = `${connectionString}?options=-c%20synchronous_commit%3Doff`;
    for (const open of [openPostgresInbox, openPostgresOutbox]) {
      await expectCode("ERR_DELIVERY_UNSAFE_DATABASE", /^PostgreSQL has synchronous_commit off/, () =>
        open({ connectionString: options, schema: temporarySchema(connectionString).schema, windowMs: 1 }),
      );
    }
  });

  it("does not answer, or does not let us in, is refused", async () => {
    for (const wrong of ["postgres://postgres@127.0.0.1:1/postgres", `${connectionString}_missing`]) {
      await expectCode(
        "ERR_DELIVERY_UNAVAILABLE",
        /^PostgreSQL cannot be used \(.*\)\. Check the address/,
        () => openPostgresInbox({ connectionString: wrong }),
      );
    }
  });

  it("is asked for nonsense is a caller's mistake", async () => {
    const { pool } = temporarySchema(connectionString);
    await expect(openPostgresInbox({ pool, schema: 'a"; DROP' })).rejects.toThrow(TypeError);
    await expect(openPostgresInbox({ pool, connectionString })).rejects.toThrow(/not both/);
  });

  it("ten processes start on at once gives each of them an inbox", async () => {
    const { schema } = temporarySchema(connectionString);
    const inboxes = await Promise.all(Array.from({ length: 10 }, () => open({ connectionString, schema })));
    const results = await Promise.all(inboxes.map((inbox) => inbox.accept(message("a"))));
    expect(results.sort()).toEqual(["accepted", ...Array(9).fill("duplicate")]);
  });

  it("refuses a statement of a handler fails that delivery, and undoes what it wrote", async () => {
    const { pool, schema } = temporarySchema(connectionString);
    const errors: unknown[] = [];
    const inbox = await open({
      pool,
      schema,
      retryMaxMs: 1,
      retryBaseMs: 1,
      onError: (error) => errors.push(error),
    });
    await pool.query(`CREATE TABLE ${schema}.lines (line text)`);
    await inbox.accept(message("a"));
    const attempts: number[] = [];
    const done = inbox.process(async ({ attempt, tx }) => {
      attempts.push(attempt);
      await tx.query(`INSERT INTO ${schema}.lines VALUES ($1)`, [`attempt ${attempt}`]);
      // Swallowed by the handler, yet the transaction is beyond saving.
      if (attempt === 1) await tx.query("SELECT nothing").catch(() => {});
      if (attempt === 2) await tx.query("/* c */ COMMIT");
      if (attempt === 3) await tx.query("SELECT 1; COMMIT");
    });
    await until(async () => (await inbox.stats()).waiting === 0);
    await inbox.close();
    await done;
    expect(attempts).toEqual([1, 2, 3, 4]);
    expect(errors).toMatchObject([
      { code: "ERR_DELIVERY_STATEMENT" },
      { message: expect.stringMatching(/may not be .*COMMIT/) },
      { code: "ERR_DELIVERY_STATEMENT", message: expect.stringMatching(/multiple commands/) },
    ]);
    const { rows } = await pool.query(`SELECT line FROM ${schema}.lines`);
    expect(rows).toEqual([{ line: "attempt 4" }]);
    // The pool was given, so it is still open.
    await expect(pool.query("SELECT 1")).resolves.toMatchObject({ rowCount: 1 });
  });

  it("breaks the connection in the middle of everything loses nothing and doubles nothing", async () => {
    const { pool, schema } = temporarySchema(connectionString);
    const { hostname, port } = new URL(connectionString);
    const proxy = await tcpProxy(hostname, Number(port || 5432));
    const through = new URL(connectionString);
    through.port = String(proxy.port);
    const inbox = await open({
      connectionString: through.href,
      schema,
      leaseMs: 500,
      retryBaseMs: 1,
      retryMaxMs: 50,
      pollIntervalMs: 20,
      maxAttempts: 1000,
    });
    await pool.query(`CREATE TABLE ${schema}.lines (line text)`);
    const accepted: string[] = [];
    let isOver = false;
    const accepting = (async () => {
      for (let index = 0; !isOver; index += 1) {
        const key = String(index);
        await inbox.accept(message(key, { partitionKey: String(index % 5) })).then(
          () => accepted.push(key),
          () => new Promise((resolve) => setTimeout(resolve, 10)),
        );
      }
    })();
    const done = inbox.process(async ({ key, tx }) => {
      await tx.query(`INSERT INTO ${schema}.lines VALUES ($1)`, [key]);
    });
    for (let cuts = 1; cuts <= 5; cuts += 1) {
      const before = accepted.length;
      await until(() => accepted.length > before + 20);
      proxy.cut();
      await new Promise((resolve) => setTimeout(resolve, 50));
      proxy.mend();
    }
    isOver = true;
    await accepting;
    await until(async () => (await inbox.stats()).waiting === 0);
    await inbox.close();
    await done;
    const { rows } = await pool.query(`SELECT line FROM ${schema}.lines`);
    const lines = rows.map(({ line }) => line);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines).toEqual(expect.arrayContaining(accepted));
  });

  it("closes a handler's connection tells the handler, and not the process", async () => {
    const { pool, schema } = temporarySchema(connectionString);
    const inbox = await open({ pool, schema, retryBaseMs: 1, retryMaxMs: 1, pollIntervalMs: 20 });
    await inbox.accept(message("a"));
    const begun = gate();
    const attempts: number[] = [];
    const done = inbox.process(async ({ attempt, tx }) => {
      attempts.push(attempt);
      if (attempt > 1) return;
      const { rows } = await tx.query("SELECT pg_backend_pid() AS pid");
      await pool.query("SELECT pg_terminate_backend($1)", [rows[0]?.pid]);
      begun.open();
      await new Promise((resolve) => setTimeout(resolve, 50));
      await expectCode("ERR_DELIVERY_UNAVAILABLE", /count on nothing/, () => tx.query("SELECT 1"));
    });
    await begun.opened;
    await until(() => attempts.length === 2);
    await inbox.close();
    await done;
  });
});

describeWithPostgresPrograms("a PostgreSQL of our own that", (programs) => {
  it("has fsync off is refused", async () => {
    const server = await startPostgres(programs, { fsync: "off" });
    onTestFinished(server.remove);
    await expectCode("ERR_DELIVERY_UNSAFE_DATABASE", /^PostgreSQL has fsync off.* Switch it on\.$/, () =>
      openPostgresInbox({ connectionString: server.url }),
    );
  });

  it("crashes and comes back has all that was acknowledged, and is used again without help", async () => {
    const server = await startPostgres(programs);
    onTestFinished(server.remove);
    const inbox = await open({ connectionString: server.url, pollIntervalMs: 20, leaseMs: 500 });
    const accepted: string[] = [];
    const refused: unknown[] = [];
    const accept = (key: string) =>
      inbox.accept(message(key)).then(
        () => void accepted.push(key),
        (error: unknown) => void refused.push(error),
      );
    for (let index = 0; index < 20; index += 1) await accept(`before ${index}`);
    const crashing = server.crash();
    for (let index = 0; index < 20; index += 1) await accept(`meanwhile ${index}`);
    await crashing;
    await accept("down");
    expect(refused.length).toBeGreaterThan(0);
    for (const error of refused) expect(error).toMatchObject({ code: "ERR_DELIVERY_UNAVAILABLE" });
    await server.start();
    await accept("after");
    expect(accepted).toContain("after");
    const delivered: string[] = [];
    const done = inbox.process(({ key }) => void delivered.push(key));
    await until(async () => (await inbox.stats()).waiting === 0);
    await inbox.close();
    await done;
    expect(new Set(delivered).size).toBe(delivered.length);
    expect(delivered).toEqual(expect.arrayContaining(accepted));
  });
});

async function open(settings: PostgresInboxSettings): Promise<WebhookInbox<PostgresTx>> {
  const inbox = await openPostgresInbox(settings);
  onTestFinished(() => inbox.close());
  return inbox;
}
