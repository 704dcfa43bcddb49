import type { OutboxEngine, StoredRequest } from "../outbox/engine.js";
import type { OutboxOperations, OutboxRow } from "./outbox-operations.js";
import { toLease, type WorkerClient } from "./worker-client.js";

/** The main thread's side: the time, and what is handed to the worker and back. */
export function createSqliteOutboxEngine(
  worker: WorkerClient<OutboxOperations>,
  now: () => Date,
): OutboxEngine {
  const clock = () => now().getTime();
  return {
    insert: (request) => worker.call("insert", [clock(), request]),
    async claim(options) {
      const claimedAt = now();
      const rows = await worker.call("claim", [claimedAt.getTime(), options]);
      return rows.map((row) => ({ ...fromRow(row), id: row.request_id, attempt: row.attempts, claimedAt }));
    },
    renew: (leases, leaseMs) => worker.call("renew", [clock() + leaseMs, leases.map(toLease)]),
    record: (lease, change, dueInMs) => worker.call("record", [clock(), toLease(lease), change, dueInMs]),
    postpone: (lease, delayMs) => worker.call("postpone", [clock() + delayMs, toLease(lease)]),
    async find(requestId) {
      const row = await worker.call("find", [requestId]);
      return row && fromRow(row);
    },
    async stats() {
      const counts = await worker.call("stats", []);
      return Object.fromEntries(counts.map(({ state, count }) => [state, count]));
    },
    close: worker.close,
  };
}

function fromRow({ request_id, envelope, body, history }: OutboxRow): StoredRequest {
  return {
    requestId: request_id,
    envelope,
    body,
    history: history.map(({ state, at, evidence }) => ({
      state,
      at: new Date(at),
      evidence: JSON.parse(evidence),
    })),
  };
}
