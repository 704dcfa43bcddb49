import { randomBytes } from "node:crypto";
import { openPostgresInbox } from "@countersign/delivery/postgres";
import pg from "pg";
import { expect, it, onTestFinished, vi } from "vitest";
import { isAcknowledged, post, settled } from "../support/clearbank.js";
import { openWorkplace } from "../support/program.js";
import { openReceiver } from "../support/receiver.js";
import { describeWithPostgres } from "../support/tools.js";

/** The settings for a schema of the test's own, and the connection to look into it. */
function temporarySchema(connectionString: string) {
  const pool = new pg.Pool({ connectionString });
  const schema = `test_${randomBytes(8).toString("hex")}`;
  onTestFinished(async () => {
    await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await pool.end();
  });
  return { schema, env: { DATABASE_URL: connectionString, COUNTERSIGN_DATABASE_SCHEMA: schema } };
}

describeWithPostgres("PostgreSQL", (databaseUrl) => {
  it("keeps webhooks for a process of the user's own", async () => {
    const { clearbank, start } = openWorkplace();
    const { env, schema } = temporarySchema(databaseUrl);
    const program = await start(env);
    expect(program.log.filter(({ level }) => level === "warn")).toEqual([]);
    await post(program.webhooks, settled("t-1"), clearbank);
    const inbox = await openPostgresInbox({ connectionString: databaseUrl, schema });
    onTestFinished(() => inbox.close());
    const bodies: string[] = [];
    inbox.process(({ event }) => void bodies.push(Buffer.from(event.body).toString()));
    await vi.waitUntil(async () => (await program.metric("inbox_waiting")) === 0, { timeout: 30_000 });
    expect(bodies).toEqual([settled("t-1")]);
  });

  it("makes one service of several: each knows what another has accepted, and each webhook is forwarded once", async () => {
    const { clearbank, institution, start } = openWorkplace();
    const receiver = await openReceiver();
    const { env } = temporarySchema(databaseUrl);
    const both = { ...env, COUNTERSIGN_FORWARD_URL: receiver.url };
    const [first, second] = await Promise.all([start(both), start(both)]);
    const bodies = Array.from({ length: 50 }, (_, index) => settled(`t-${index}`, String(index)));
    for (const { webhooks } of [first, second]) {
      const answers = await Promise.all(bodies.map((body) => post(webhooks, body, clearbank)));
      for (const [index, answer] of answers.entries()) {
        expect(isAcknowledged(answer, String(index), institution)).toBe(true);
      }
    }
    expect(await first.metric("accepted_total")).toBe(50);
    expect(await second.metric("duplicates_total")).toBe(50);
    await vi.waitUntil(async () => (await second.metric("inbox_waiting")) === 0, { timeout: 30_000 });
    expect(receiver.received.map(({ body }) => body).sort()).toEqual([...bodies].sort());
  });

  it("acknowledges nothing while the database is gone, and is not ready", async () => {
    const { clearbank, start } = openWorkplace();
    const { env, schema } = temporarySchema(databaseUrl);
    const program = await start(env);
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    await client.query(`DROP SCHEMA ${schema} CASCADE`);
    await client.end();
    const answer = await post(program.webhooks, settled("t-1"), clearbank);
    expect(answer).toMatchObject({ status: 503 });
    expect(answer.headers).not.toHaveProperty("digitalsignature");
    expect(await program.metric('refused_total{reason="inbox"}')).toBe(1);
    expect(await fetch(`${program.operations}/readyz`)).toMatchObject({ status: 503 });
    expect(await fetch(`${program.operations}/healthz`)).toMatchObject({ status: 200 });
    await program.stop();
    expect(program.log).toContainEqual(expect.objectContaining({ msg: "webhook refused", reason: "inbox" }));
    expect(program.output()).not.toContain("secret-reference");
  });

  it("does not start without its database, nor show the password", async () => {
    const { run } = openWorkplace();
    const result = run(["--check"], { DATABASE_URL: "postgres://user:hunter2@127.0.0.1:1/database" });
    expect(result).toMatchObject({
      status: 1,
      stdout: "",
      stderr: expect.stringContaining("ERR_DELIVERY_UNAVAILABLE"),
    });
    expect(result.stderr).not.toContain("hunter2");
  });
});
