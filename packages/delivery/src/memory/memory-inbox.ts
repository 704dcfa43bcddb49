import type { Lease } from "../dispatch/dispatcher.js";
import { createInbox } from "../inbox/create-inbox.js";
import type { ClaimedRecord, InboxEngine } from "../inbox/engine.js";
import type { WebhookInbox } from "../inbox/inbox.js";
import type { InboxRecord } from "../inbox/record.js";
import type { InboxSettings } from "../inbox/settings.js";

/** What a handler's writes are, in memory: functions that are called when its message is settled. */
export interface MemoryTx {
  /** Runs the function when the message is settled. */
  readonly run: (write: () => void) => void;
}

interface Row extends InboxRecord {
  readonly id: string;
  readonly isConflicting: boolean;
  attempt: number;
  /** Undefined where another of its partition goes first. */
  dueAtMs: number | undefined;
  closedAtMs: number | undefined;
  reason: string | undefined;
}

/**
 * An inbox for tests, which loses everything when the process ends: what it "accepted" must not be acknowledged
 * to an institution.
 *
 * @param settings.now the time; the system's by default.
 *
 * @example
 * ```ts
 * const inbox = unsafeCreateMemoryInbox();
 * await inbox.accept({ source: "test", type: "Ping", version: "1", key: "1", body, receivedAt: new Date() });
 * ```
 */
export function unsafeCreateMemoryInbox(
  settings: InboxSettings & { readonly now?: () => Date } = {},
): WebhookInbox<MemoryTx> {
  const { now = () => new Date(), ...inboxSettings } = settings;
  return createInbox(createMemoryInboxEngine(now), inboxSettings);
}

export function createMemoryInboxEngine(now: () => Date): InboxEngine<MemoryTx> {
  const rows = new Map<string, Row>();
  let lastId = 0;
  const clock = () => now().getTime();
  const all = (test: (row: Row) => boolean) => [...rows.values()].filter(test);
  const isOpen = (row: Row) => row.closedAtMs === undefined;

  /** Makes the oldest open record of a partition due, where none is. */
  function promote({ partition }: Pick<Row, "partition">): void {
    if (partition === undefined) return;
    const open = all(
      (row) => isOpen(row) && row.partition !== undefined && isEqual(row.partition, partition),
    );
    const [first] = open;
    if (first && open.every(({ dueAtMs }) => dueAtMs === undefined)) first.dueAtMs = clock();
  }

  function held({ id, attempt }: Lease): Row | undefined {
    const row = rows.get(id);
    return row && isOpen(row) && row.attempt === attempt ? row : undefined;
  }

  function close(row: Row, reason?: string): void {
    row.closedAtMs = clock();
    row.reason = reason;
    row.dueAtMs = undefined;
    promote(row);
  }

  function insert(record: InboxRecord) {
    const known = all(({ keyHash }) => isEqual(keyHash, record.keyHash));
    if (known.some(({ contentHash }) => isEqual(contentHash, record.contentHash))) return "duplicate";
    lastId += 1;
    const row: Row = {
      ...record,
      body: Uint8Array.from(record.body),
      id: String(lastId),
      isConflicting: known.length > 0,
      attempt: 0,
      dueAtMs: record.partition ? undefined : clock(),
      closedAtMs: undefined,
      reason: undefined,
    };
    rows.set(row.id, row);
    promote(row);
    return known.length > 0 ? "conflicting" : "accepted";
  }

  return {
    async store(records) {
      return records.map(insert);
    },
    async claim({ limit, leaseMs, horizonMs }) {
      const due = all(
        ({ dueAtMs }) => dueAtMs !== undefined && (dueAtMs <= clock() || dueAtMs > clock() + horizonMs),
      );
      due.sort((a, b) => (a.dueAtMs ?? 0) - (b.dueAtMs ?? 0));
      return due.slice(0, limit).map((row): ClaimedRecord => {
        row.attempt += 1;
        row.dueAtMs = clock() + leaseMs;
        return { ...row };
      });
    },
    async renew(leases, leaseMs) {
      return leases.filter((lease) => {
        const row = held(lease);
        if (row) row.dueAtMs = clock() + leaseMs;
        return row !== undefined;
      });
    },
    begin(claimed) {
      const writes: (() => void)[] = [];
      return {
        tx: { run: (write) => void writes.push(write) },
        async settle() {
          const row = held(claimed);
          if (!row) return false;
          for (const write of writes) write();
          close(row);
          return true;
        },
        async discard() {},
      };
    },
    async postpone(lease, delayMs) {
      const row = held(lease);
      if (row) row.dueAtMs = clock() + delayMs;
    },
    async release(lease) {
      const row = held(lease);
      if (row) Object.assign(row, { dueAtMs: clock(), attempt: row.attempt - 1 });
    },
    async bury(claimed, reason) {
      const row = held(claimed);
      if (row) close(row, reason);
    },
    async replay(id) {
      const row = rows.get(id);
      if (row?.reason === undefined) return false;
      Object.assign(row, { reason: undefined, closedAtMs: undefined, attempt: 0 });
      if (row.partition) promote(row);
      else row.dueAtMs = clock();
      return true;
    },
    async deadLetters({ limit = 100, after = "0" }) {
      return all(({ id, reason }) => reason !== undefined && Number(id) > Number(after))
        .slice(0, limit)
        .map(({ reason = "", attempt, closedAtMs = 0, ...row }) => ({
          ...row,
          reason,
          attempts: attempt,
          diedAt: new Date(closedAtMs),
        }));
    },
    async stats() {
      const waiting = all(isOpen);
      return {
        waiting: waiting.length,
        deadLetters: all(({ reason }) => reason !== undefined).length,
        oldestReceivedAt: waiting[0] && new Date(waiting[0].receivedAtMs),
      };
    },
    async prune({ retentionMs, limit }) {
      const old = all(
        ({ closedAtMs, reason }) =>
          closedAtMs !== undefined && reason === undefined && closedAtMs <= clock() - retentionMs,
      ).slice(0, limit);
      for (const { id } of old) rows.delete(id);
      return old.length;
    },
    async close() {},
  };
}

function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
