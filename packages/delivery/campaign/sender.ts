import type { Outbox, OutboxHandlers } from "@countersign/delivery";
import { openPostgresOutbox } from "@countersign/delivery/postgres";
import { openSqliteOutbox } from "@countersign/delivery/sqlite";
import type { SenderSettings, Step } from "./payments.js";

// A process that makes one payment, and is killed at a step of it: by itself, as nobody else knows the moment.
const settings: SenderSettings = JSON.parse(process.argv[2] ?? "");
const { requestId, behaviour, dieAt, windowMs } = settings;
const options = {
  onError: () => {},
  windowMs,
  leaseMs: 300,
  retryBaseMs: 20,
  retryMaxMs: 100,
  pollIntervalMs: 20,
};

function reach(step: Step): void {
  if (dieAt === step) process.kill(process.pid, "SIGKILL");
}

function openOutbox(): Promise<Outbox> {
  const { file, connectionString = "", schema = "" } = settings;
  return file === undefined
    ? openPostgresOutbox({ connectionString, schema, ...options })
    : openSqliteOutbox({ file, ...options });
}

const url = `http://127.0.0.1:${settings.port}/${behaviour}/${requestId}`;
const handlers: OutboxHandlers = {
  async send({ body }) {
    reach("before it leaves");
    const leaving = fetch(url, { method: "POST", body: Buffer.from(body), signal: AbortSignal.timeout(200) });
    if (dieAt === "while it is away") await new Promise((resolve) => setTimeout(resolve, 50));
    reach("while it is away");
    const { status } = await leaving;
    reach("when it is answered");
    if (status === 202) return { state: "accepted", status };
    throw Object.assign(new Error(`answered ${status}`), { status, isRetryable: status >= 500 });
  },
  async reconcile() {
    const { status } = await fetch(url);
    reach("while it is reconciled");
    return { outcome: status === 200 ? "accepted" : "absent", status };
  },
};

process.on("disconnect", () => process.exit());
process.send?.("started");
const outbox = await openOutbox();
await outbox.prepare({ requestId, target: `POST ${url}`, body: Buffer.from(`payment ${requestId}`) });
reach("when it is prepared");
const stop = new AbortController();
const done = outbox.process(handlers, { signal: stop.signal });
const ends = ["accepted", "refused", "reconciled"];
while (!ends.includes((await outbox.find(requestId))?.state ?? "")) {
  await new Promise((resolve) => setTimeout(resolve, 10));
}
reach("when it has ended");
stop.abort();
await done;
const entry = await outbox.find(requestId);
await outbox.close();
process.on("message", () => process.send?.(entry?.state, () => process.exit()));
