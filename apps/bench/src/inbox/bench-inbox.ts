import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { median } from "../measure.js";
import { format, heading, target } from "../report.js";
import type { ListenerSettings } from "./listener.js";
import { type Load, load } from "./load.js";
import { slowSyncLibrary, syncMs } from "./slow-sync.js";
import { type Listener, startListener } from "./start-listener.js";
import { makeWebhooks } from "./webhooks.js";

const million = 1_000_000;
const rounds = 5;
const schema = `bench_${randomBytes(4).toString("hex")}`;

/** A listener for ClearBank's webhooks that verifies, stores and acknowledges, against ones that do less. */
export async function benchInbox(): Promise<void> {
  heading("Webhooks verified (RSA-4096), stored and acknowledged (RSA-2048), 64 connections, 1 kB");
  const folder = mkdtempSync(join(tmpdir(), "countersign-bench-"));
  const { webhooks, ...keys } = makeWebhooks(4000);
  let files = 0;
  const settingsFor = (mode: ListenerSettings["mode"], fill = 0): ListenerSettings => {
    files += 1;
    const store = mode === "postgres" ? `${schema}_${files}` : join(folder, `${files}.sqlite`);
    return { ...keys, mode, store, fill };
  };
  console.log(`A sync of 4 KiB takes ${syncMs(folder).toFixed(3)} ms on this disk.`);
  try {
    const listeners = new Map<string, Listener>();
    for (const mode of ["bare", "plain", "sqlite", "postgres"] as const) {
      listeners.set(mode, await startListener(settingsFor(mode)));
    }
    const loads = await interleave(listeners, webhooks);
    print(loads);
    target("without storage, to the bare server", ratioOf(loads, "plain", "bare"), { atLeast: 0.9 });
    target("SQLite, to the listener without storage", ratioOf(loads, "sqlite", "plain"), { atLeast: 0.8 });
    target("PostgreSQL, likewise", ratioOf(loads, "postgres", "plain"), { atLeast: 0.7 });
    for (const mode of ["sqlite", "postgres"])
      target(`${mode}, p99`, p99Of(loads, mode), { atMost: 50 }, " ms");
    await listeners.get("postgres")?.kill();
    await listeners.get("sqlite")?.kill();
    listeners.delete("postgres");
    listeners.delete("sqlite");

    const library = slowSyncLibrary(folder);
    if (library) {
      const slow = await startListener(settingsFor("sqlite"), library);
      listeners.set("slow", slow);
      const slowed = await interleave(listeners, webhooks);
      target("SQLite where a sync takes 1 ms more", ratioOf(slowed, "slow", "plain"), { atLeast: 0.7 });
      await slow.kill();
      listeners.delete("slow");
    }
    await benchMillion(listeners, webhooks, settingsFor);
    for (const listener of listeners.values()) await listener.kill();
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await dropSchemas();
  }
}

/** With a million messages waiting. */
async function benchMillion(
  listeners: Map<string, Listener>,
  webhooks: Parameters<typeof load>[2],
  settingsFor: (mode: ListenerSettings["mode"], fill?: number) => ListenerSettings,
): Promise<void> {
  for (const [mode, claimMs] of [
    ["sqlite", 5],
    ["postgres", 20],
  ] as const) {
    console.log(`\n### ${mode}, 1,000,000 messages waiting`);
    const empty = await startListener(settingsFor(mode));
    const emptyMebibytes = await empty.memoryMebibytes();
    await empty.kill();
    const settings = settingsFor(mode, million);
    // Killed right after filling, so that it starts again with all that a crash leaves behind.
    await (await startListener(settings)).kill();
    const full = await startListener({ ...settings, fill: 0 });
    target("opening after SIGKILL", full.openedMs, { atMost: 2000 }, " ms");
    const claims = [];
    for (let round = 0; round < 5; round += 1) claims.push(await full.claimTenMs());
    target("claiming ten", median(claims), { atMost: claimMs }, " ms");
    listeners.set(mode, full);
    const loads = await interleave(listeners, webhooks);
    print(loads);
    if (mode === "sqlite") {
      target("SQLite, to the listener without storage", ratioOf(loads, mode, "plain"), { atLeast: 0.7 });
    }
    const grown = (await full.memoryMebibytes()) - emptyMebibytes;
    target("memory above that of an empty process", grown, { atMost: 150 }, " MiB");
    await full.kill();
    listeners.delete(mode);
  }
}

let round = 0;

/** A B C A B C …, after a round that is not counted. */
async function interleave(
  listeners: ReadonlyMap<string, Listener>,
  webhooks: Parameters<typeof load>[2],
): Promise<Map<string, Load[]>> {
  const loads = new Map<string, Load[]>([...listeners.keys()].map((name) => [name, []]));
  for (let count = 0; count <= rounds; count += 1) {
    for (const [name, { port }] of listeners) {
      round += 1;
      const measured = await load(port, `/${round}`, webhooks);
      if (count > 0) loads.get(name)?.push(measured);
    }
  }
  return loads;
}

function ratioOf(loads: ReadonlyMap<string, readonly Load[]>, one: string, other: string): number {
  const others = loads.get(other) ?? [];
  return median(
    (loads.get(one) ?? []).map(({ perSecond }, index) => perSecond / (others[index]?.perSecond ?? 0)),
  );
}

function p99Of(loads: ReadonlyMap<string, readonly Load[]>, name: string): number {
  return median((loads.get(name) ?? []).map(({ p99Ms }) => p99Ms));
}

function print(loads: ReadonlyMap<string, readonly Load[]>): void {
  console.log("\n| listener | per second | p99 ms |\n|---|---|---|");
  for (const [name, all] of loads) {
    console.log(
      `| ${name} | ${format(median(all.map(({ perSecond }) => perSecond)))} | ${p99Of(loads, name).toFixed(1)} |`,
    );
  }
}

async function dropSchemas(): Promise<void> {
  const client = new pg.Client({
    connectionString: process.env.DATABASE_URL ?? "postgres://root@127.0.0.1:5432/test",
  });
  await client.connect();
  const { rows } = await client.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE $1", [
    `${schema}%`,
  ]);
  for (const { nspname } of rows) await client.query(`DROP SCHEMA ${nspname} CASCADE`);
  await client.end();
}
