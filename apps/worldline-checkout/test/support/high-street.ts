import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@countersign/sandbox";
import type { Connection } from "../../src/connection.js";
import { enrolAtSandbox } from "../../src/sandbox/enrol.js";
import { createLocalTls } from "../../src/sandbox/local-tls.js";
import { openShop, type RunningShop } from "../../src/service.js";
import { freePort } from "./free-port.js";
import { type Gate, openGate } from "./gate.js";

/** A shop, the sandbox that it takes payments with, and the gate that notifications come through. */
export interface HighStreet {
  readonly sandbox: Sandbox;
  readonly shop: RunningShop;
  /** What the shop reaches the sandbox with. */
  readonly connection: Connection;
  readonly gate: Gate;
  /** What the shop has said. */
  readonly log: readonly string[];
  /** Has the shop believe that it is later. */
  readonly wait: (seconds: number) => void;
  readonly close: () => Promise<void>;
}

export async function openHighStreet(): Promise<HighStreet> {
  const dataFolder = await mkdtemp(join(tmpdir(), "worldline-checkout-"));
  let aheadMs = 0;
  const now = () => new Date(Date.now() + aheadMs);
  const log: string[] = [];
  const sandbox = await startSandbox({ now });
  const tls = await createLocalTls(now());
  const port = await freePort();
  const gate = await openGate(tls, port);
  const urls = { worldline: new URL(sandbox.urls.worldline), control: new URL(sandbox.urls.control) };
  const connection = await enrolAtSandbox(urls, tls, now());
  const shop = await openShop(
    {
      connection,
      dataFolder,
      shop: { host: "127.0.0.1", port: 0 },
      notifications: { host: "127.0.0.1", port, url: new URL("/v3", gate.url) },
      office: { host: "127.0.0.1", port: 0 },
    },
    { now, log: (line) => log.push(line), sweepIntervalMs: 50 },
  );
  return {
    sandbox,
    shop,
    connection,
    gate,
    log,
    wait(seconds) {
      aheadMs += seconds * 1000;
    },
    async close() {
      await shop.close();
      await gate.close();
      await sandbox.close();
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}
