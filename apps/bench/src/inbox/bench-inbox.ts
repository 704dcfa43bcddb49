import { randomBytes } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { median } from "../measure.js";
import { heading, target } from "../report.js";
import { interleave, p99Of, printLoads, ratioOf } from "./interleave.js";
import { databaseUrl, type ListenerSettings } from "./listener-settings.js";
import { slowSyncLibrary, syncMs } from "./slow-sync.js";
import { type Listener, startListener } from "./start-listener.js";
import { makeWebhooks, type SignedWebhook } from "./webhooks.js";

type SettingsFor = (mode: ListenerSettings["mode"], fill?: number) => ListenerSettings;

/** A listener for ClearBank's webhooks that verifies, stores and acknowledges, against ones that do less. */
export async function benchInbox(): Promise<void> {
  heading("Webhooks verified (RSA-4096), stored and acknowledged (RSA-2048), 64 connections, 1 kB");
  await withStores(async (settingsFor, webhooks, folder) => {
    const listeners = new Map<string, Listener>();
    for (const mode of ["bare", "plain", "sqlite", "postgres"] as const) {
      listeners.set(mode, await startListener(settingsFor(mode)));
    }
    const loads = await interleave(listeners, webhooks);
    printLoads(loads);
    target("without storage, to the bare server", ratioOf(loads, "plain", "bare"), { atLeast: 0.9 });
    target("SQLite, to the listener without storage", ratioOf(loads, "sqlite", "plain"), { atLeast: 0.8 });
    target("PostgreSQL, likewise", ratioOf(loads, "postgres", "plain"), { atLeast: 0.7 });
    for (const mode of ["sqlite", "postgres"])
      target(`${mode}, p99`, p99Of(loads, mode), { atMost: 50 }, " ms");
    for (const [name, listener] of listeners) if (name !== "plain") await listener.kill();

    const plain = listeners.get("plain") as Listener;
    const library = slowSyncLibrary(folder);
    if (library) {
      const slow = await startListener(settingsFor("sqlite"), library);
      const slowed = await interleave(
        new Map([
          ["plain", plain],
          ["slow", slow],
        ]),
        webhooks,
      );
      target("SQLite where a sync takes 1 ms more", ratioOf(slowed, "slow", "plain"), { atLeast: 0.7 });
      await slow.kill();
    }
    await plain.kill();
  });
}

/** The same with a million messages waiting, which takes minutes to put there. */
export async function benchFullInbox(): Promise<void> {
  heading("The same, 1,000,000 messages waiting");
  await withStores(async (settingsFor, webhooks) => {
    const plain = await startListener(settingsFor("plain"));
    const sqlite = await openFull("sqlite", settingsFor, 5);
    const loads = await interleave(
      new Map([
        ["plain", plain],
        ["sqlite", sqlite.listener],
      ]),
      webhooks,
    );
    printLoads(loads);
    target("SQLite, to the listener without storage", ratioOf(loads, "sqlite", "plain"), { atLeast: 0.7 });
    await sqlite.tellMemory();
    await sqlite.listener.kill();
    const postgres = await openFull("postgres", settingsFor, 20);
    await postgres.tellMemory();
    await postgres.listener.kill();
    await plain.kill();
  });
}

async function openFull(mode: "sqlite" | "postgres", settingsFor: SettingsFor, claimMs: number) {
  console.log(`\n### ${mode}`);
  const empty = await startListener(settingsFor(mode));
  const emptyMebibytes = await empty.memoryMebibytes();
  await empty.kill();
  const settings = settingsFor(mode, 1_000_000);
  // Killed right after filling, so that it starts again with all that a crash leaves behind.
  await (await startListener(settings)).kill();
  const listener = await startListener({ ...settings, fill: 0 });
  target("opening after SIGKILL", listener.openedMs, { atMost: 2000 }, " ms");
  const claims = [];
  for (let round = 0; round < 9; round += 1) claims.push(await listener.claimTenMs());
  target("claiming ten", median(claims), { atMost: claimMs }, " ms");
  return {
    listener,
    async tellMemory() {
      const grown = (await listener.memoryMebibytes()) - emptyMebibytes;
      target("memory above that of an empty process", grown, { atMost: 150 }, " MiB");
    },
  };
}

/** Runs with webhooks and a place for stores, which is removed afterwards. */
async function withStores(
  bench: (settingsFor: SettingsFor, webhooks: readonly SignedWebhook[], folder: string) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-bench-"));
  const prefix = `bench_${randomBytes(4).toString("hex")}`;
  const { webhooks, ...keys } = makeWebhooks(4000);
  let stores = 0;
  console.log(`A sync of 4 KiB takes ${syncMs(folder).toFixed(3)} ms on this disk.`);
  try {
    await bench(
      (mode, fill = 0) => {
        stores += 1;
        const store = mode === "postgres" ? `${prefix}_${stores}` : join(folder, `${stores}.sqlite`);
        return { ...keys, mode, store, fill };
      },
      webhooks,
      folder,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await dropSchemas(prefix);
  }
}

async function dropSchemas(prefix: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query("SELECT nspname FROM pg_namespace WHERE nspname LIKE $1", [
    `${prefix}%`,
  ]);
  for (const { nspname } of rows) await client.query(`DROP SCHEMA ${nspname} CASCADE`);
  await client.end();
}
