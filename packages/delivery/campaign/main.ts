import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openSqliteInbox } from "@countersign/delivery/sqlite";
import pg from "pg";
import { findPostgresPrograms, startPostgres } from "../test/support/postgres-server.js";
import { pay } from "./payments.js";
import { storm } from "./storm.js";

const { values } = parseArgs({
  options: {
    messages: { type: "string", default: "20000" },
    kills: { type: "string", default: "20" },
    engine: { type: "string", default: "sqlite,postgres" },
  },
});
const load = { messages: Number(values.messages), kills: Number(values.kills) };
let differences = 0;

function report(name: string, lines: Readonly<Record<string, number | string>>): void {
  console.log(name);
  for (const [what, count] of Object.entries(lines)) console.log(`  ${what.padEnd(44)}${count}`);
}

/** Every acknowledged message must be in the ledger, none twice. */
function compare(
  name: string,
  result: Awaited<ReturnType<typeof storm>>,
  ledger: readonly string[],
  dead: number,
) {
  const entered = new Set(ledger);
  const missing = [...result.acknowledged].filter((key) => !entered.has(key)).length;
  const twice = ledger.length - entered.size;
  differences += missing + twice + dead;
  report(`inbox, ${name}`, {
    "messages acknowledged": result.acknowledged.size,
    "  of which sent again on purpose": result.duplicates,
    "deliveries without acknowledgement": result.refused,
    "processes killed": result.kills,
    "in the ledger": ledger.length,
    "acknowledged and not in the ledger": missing,
    "twice in the ledger": twice,
    "dead letters": dead,
  });
}

/** Every payment must have ended, and none been accepted twice. */
function comparePayments(name: string, { ends, acceptedTwice, kills }: Awaited<ReturnType<typeof pay>>) {
  const { accepted = 0, refused = 0, reconciled = 0, ...others } = ends;
  const open = Object.values(others).reduce((sum, count) => sum + count, 0);
  differences += open + acceptedTwice.length;
  report(`outbox, ${name}`, {
    accepted,
    refused,
    reconciled,
    "processes killed": kills,
    "neither of these": open,
    "accepted twice by the bank": acceptedTwice.length,
  });
}

async function onSqlite(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-campaign-"));
  try {
    const file = join(folder, "inbox.sqlite");
    const restart = { restarts: 0, restart: async () => {} };
    const result = await storm({ ...load, listeners: 1, store: { file }, ...restart });
    const inbox = await openSqliteInbox({ file });
    const rows = await inbox.query("SELECT key FROM ledger");
    const { deadLetters } = await inbox.stats();
    await inbox.close();
    compare(
      "SQLite, one process",
      result,
      rows.map((row) => (row as { key: string }).key),
      deadLetters,
    );
    comparePayments("SQLite", await pay({ file: join(folder, "outbox.sqlite") }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function onPostgres(): Promise<void> {
  const programs = findPostgresPrograms();
  if (programs === undefined) throw new Error("This needs PostgreSQL: apt-get install postgresql");
  const server = await startPostgres(programs);
  const pool = new pg.Pool({ connectionString: server.url });
  pool.on("error", () => {});
  try {
    const schema = `campaign_${randomBytes(4).toString("hex")}`;
    await pool.query(`CREATE SCHEMA ${schema}; CREATE TABLE ${schema}.ledger (key text NOT NULL)`);
    const store = { connectionString: server.url, schema };
    const restart = async () => {
      await server.crash();
      await server.start();
    };
    const result = await storm({ ...load, listeners: 2, store, restarts: 2, restart });
    const { rows } = await pool.query(`SELECT key FROM ${schema}.ledger`);
    const dead = await pool.query(`SELECT FROM ${schema}.inbox WHERE reason IS NOT NULL`);
    const name = "PostgreSQL, two processes, the server restarted twice";
    compare(
      name,
      result,
      rows.map(({ key }) => key),
      dead.rowCount ?? 0,
    );
    comparePayments("PostgreSQL", await pay(store));
  } finally {
    await pool.end();
    await server.remove();
  }
}

if (values.engine.includes("sqlite")) await onSqlite();
if (values.engine.includes("postgres")) await onPostgres();
console.log(differences === 0 ? "no difference" : `${differences} differences`);
process.exitCode = differences === 0 ? 0 : 1;
