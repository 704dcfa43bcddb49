import type { ClaimedRecord, InboxEngine } from "../inbox/engine.js";
import type { InboxOperations, InboxRow } from "./inbox-operations.js";
import { packRecords } from "./pack.js";
import { collectStatements, type SqliteStatement, type SqliteTx } from "./statement.js";
import { toLease, type WorkerClient } from "./worker-client.js";

/** The main thread's side: the time, and what is handed to the worker and back. */
export function createSqliteInboxEngine(
  worker: WorkerClient<InboxOperations>,
  now: () => Date,
): InboxEngine<SqliteTx> {
  const clock = () => now().getTime();
  return {
    store(records) {
      const packed = packRecords(records);
      return worker.call("store", [clock(), packed], [packed]);
    },
    async claim(options) {
      return (await worker.call("claim", [clock(), options])).map(fromRow);
    },
    renew: (leases, leaseMs) => worker.call("renew", [clock() + leaseMs, leases.map(toLease)]),
    begin(claimed) {
      const statements: SqliteStatement[] = [];
      return {
        tx: collectStatements(statements),
        settle: () => worker.call("settle", [clock(), toLease(claimed), Object.freeze(statements)]),
        async discard() {
          Object.freeze(statements);
        },
      };
    },
    postpone: (lease, delayMs) => worker.call("postpone", [clock() + delayMs, toLease(lease)]),
    release: (lease) => worker.call("release", [clock(), toLease(lease)]),
    bury: (claimed, reason) => worker.call("bury", [clock(), toLease(claimed), reason]),
    replay: (id) => worker.call("replay", [clock(), id]),
    async deadLetters({ limit = 100, after = "0" }) {
      return (await worker.call("deadLetters", [limit, after])).map((row) => ({
        ...fromRow(row),
        reason: row.reason,
        attempts: row.attempts,
        diedAt: new Date(row.closed_at),
      }));
    },
    async stats() {
      const { waiting, dead, oldest } = await worker.call("stats", []);
      return { waiting, deadLetters: dead, oldestReceivedAt: oldest === null ? undefined : new Date(oldest) };
    },
    prune: ({ retentionMs, limit }) => worker.call("prune", [clock() - retentionMs, limit]),
    close: worker.close,
  };
}

function fromRow({ id, is_conflicting, attempts, partition, envelope, body }: InboxRow): ClaimedRecord {
  return {
    id: String(id),
    isConflicting: is_conflicting === 1,
    attempt: attempts,
    partition: partition ?? undefined,
    envelope,
    body,
  };
}
