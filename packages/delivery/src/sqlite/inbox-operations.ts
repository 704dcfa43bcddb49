import type { Database } from "better-sqlite3";
import type { ClaimOptions, Lease } from "../dispatch/dispatcher.js";
import type { Acceptance } from "../inbox/engine.js";
import { unpackRecords } from "./pack.js";
import type { SqliteStatement } from "./statement.js";

/**
 * `due_at` is null behind the first of a partition and once a row is closed; a lease is one in the future. A
 * settled row keeps its hashes, for duplicates; one that has a reason is dead and keeps everything.
 */
const schema = `
  CREATE TABLE IF NOT EXISTS inbox (
    id INTEGER PRIMARY KEY,
    key_hash BLOB NOT NULL,
    content_hash BLOB NOT NULL,
    partition BLOB,
    is_conflicting INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    due_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    closed_at INTEGER,
    reason TEXT,
    envelope BLOB,
    body BLOB,
    UNIQUE (key_hash, content_hash)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS inbox_due ON inbox (due_at, id) WHERE closed_at IS NULL;
  CREATE INDEX IF NOT EXISTS inbox_partition ON inbox (partition, due_at, id)
    WHERE closed_at IS NULL AND partition IS NOT NULL;
  CREATE INDEX IF NOT EXISTS inbox_settled ON inbox (closed_at) WHERE closed_at IS NOT NULL AND reason IS NULL;
  CREATE INDEX IF NOT EXISTS inbox_dead ON inbox (id) WHERE reason IS NOT NULL;
`;

/** A row as the other thread gets it. */
export interface InboxRow {
  readonly id: number;
  readonly is_conflicting: number;
  readonly attempts: number;
  readonly partition: Uint8Array | null;
  readonly envelope: Uint8Array;
  readonly body: Uint8Array;
}

export interface DeadRow extends InboxRow {
  readonly reason: string;
  readonly closed_at: number;
}

/** What the worker does to an inbox: the time is the caller's, and so is the transaction around each call. */
export interface InboxOperations {
  store(nowMs: number, packed: ArrayBuffer): readonly Acceptance[];
  claim(nowMs: number, options: ClaimOptions): readonly InboxRow[];
  renew(untilMs: number, leases: readonly Lease[]): readonly Lease[];
  settle(nowMs: number, lease: Lease, statements: readonly SqliteStatement[]): boolean;
  postpone(untilMs: number, lease: Lease): void;
  release(nowMs: number, lease: Lease): void;
  bury(nowMs: number, lease: Lease, reason: string): void;
  replay(nowMs: number, id: string): boolean;
  deadLetters(limit: number, after: string): readonly DeadRow[];
  stats(): { readonly waiting: number; readonly dead: number; readonly oldest: number | null };
  prune(beforeMs: number, limit: number): number;
  query(statement: SqliteStatement): readonly unknown[];
}

export function inboxOperations(db: Database): InboxOperations {
  db.exec(schema);
  const columns = "id, is_conflicting, attempts, partition, envelope, body";
  const held = "id = ? AND attempts = ? AND closed_at IS NULL";
  const isKeyKnown = db.prepare("SELECT 1 FROM inbox WHERE key_hash = ?").pluck();
  const insert = db.prepare(`INSERT OR IGNORE INTO inbox
    (key_hash, content_hash, partition, is_conflicting, received_at, due_at, envelope, body)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)`);
  const ofPartition = "SELECT id FROM inbox WHERE partition = ? AND closed_at IS NULL AND due_at";
  const head = db.prepare(`${ofPartition} IS NOT NULL`).pluck();
  const follower = db.prepare(`${ofPartition} IS NULL ORDER BY id LIMIT 1`).pluck();
  const setDue = db.prepare("UPDATE inbox SET due_at = ? WHERE id = ?");
  const due = `SELECT ${columns} FROM inbox WHERE closed_at IS NULL AND due_at`;
  const dueBefore = db.prepare<unknown[], InboxRow>(`${due} <= ? ORDER BY due_at, id LIMIT ?`);
  const dueAfter = db.prepare<unknown[], InboxRow>(`${due} > ? ORDER BY due_at, id LIMIT ?`);
  const lease = db.prepare("UPDATE inbox SET due_at = ?, attempts = ? WHERE id = ?");
  const hold = db.prepare(`UPDATE inbox SET due_at = ? WHERE ${held}`);
  const release = db.prepare(`UPDATE inbox SET due_at = ?, attempts = attempts - 1 WHERE ${held}`);
  const closing = "UPDATE inbox SET closed_at = ?, due_at = NULL,";
  const settle = db
    .prepare(`${closing} envelope = NULL, body = NULL WHERE ${held} RETURNING partition`)
    .pluck();
  const bury = db.prepare(`${closing} reason = ? WHERE ${held} RETURNING partition`).pluck();
  const revive = db
    .prepare(
      `UPDATE inbox SET closed_at = NULL, reason = NULL, attempts = 0 WHERE id = ? AND reason IS NOT NULL
      RETURNING partition`,
    )
    .pluck();
  const dead = db.prepare<unknown[], DeadRow>(
    `SELECT ${columns}, reason, closed_at FROM inbox WHERE reason IS NOT NULL AND id > ? ORDER BY id LIMIT ?`,
  );
  const countOpen = db.prepare<[], { readonly waiting: number; readonly oldestId: number | null }>(
    "SELECT count(*) AS waiting, min(id) AS oldestId FROM inbox INDEXED BY inbox_due WHERE closed_at IS NULL",
  );
  const countDead = db.prepare<[], number>("SELECT count(*) FROM inbox WHERE reason IS NOT NULL").pluck();
  const receivedAt = db.prepare<unknown[], number>("SELECT received_at FROM inbox WHERE id = ?").pluck();
  const forget = db.prepare(`DELETE FROM inbox WHERE id IN (
    SELECT id FROM inbox WHERE closed_at <= ? AND reason IS NULL ORDER BY closed_at LIMIT ?)`);

  /** Makes the oldest that waits in a partition due, where nothing of it is. */
  function promote(nowMs: number, partition: unknown): void {
    if (partition === null || head.get(partition) !== undefined) return;
    const first = follower.get(partition);
    if (first !== undefined) setDue.run(nowMs, first);
  }

  return {
    store(nowMs, packed) {
      return Array.from(unpackRecords(packed), (record): Acceptance => {
        const { keyHash, contentHash, partition, receivedAtMs, envelope, body } = record;
        const isConflicting = isKeyKnown.get(keyHash) !== undefined;
        const dueAt = partition && head.get(partition) !== undefined ? null : nowMs;
        const { changes } = insert.run(
          keyHash,
          contentHash,
          partition ?? null,
          isConflicting ? 1 : 0,
          receivedAtMs,
          dueAt,
          envelope,
          body,
        );
        if (changes === 0) return "duplicate";
        return isConflicting ? "conflicting" : "accepted";
      });
    },
    claim(nowMs, { limit, leaseMs, horizonMs }) {
      const rows = dueBefore.all(nowMs, limit);
      if (rows.length < limit) rows.push(...dueAfter.all(nowMs + horizonMs, limit - rows.length));
      return rows.map((row) => {
        const attempts = row.attempts + 1;
        lease.run(nowMs + leaseMs, attempts, row.id);
        return { ...row, attempts };
      });
    },
    renew(untilMs, leases) {
      return leases.filter(({ id, attempt }) => hold.run(untilMs, id, attempt).changes > 0);
    },
    settle(nowMs, { id, attempt }, statements) {
      const partition = settle.get(nowMs, id, attempt);
      if (partition === undefined) return false;
      for (const { sql, params } of statements) db.prepare(sql).run(params);
      promote(nowMs, partition);
      return true;
    },
    postpone(untilMs, { id, attempt }) {
      hold.run(untilMs, id, attempt);
    },
    release(nowMs, { id, attempt }) {
      release.run(nowMs, id, attempt);
    },
    bury(nowMs, { id, attempt }, reason) {
      const partition = bury.get(nowMs, reason, id, attempt);
      if (partition !== undefined) promote(nowMs, partition);
    },
    replay(nowMs, id) {
      const partition = revive.get(id);
      if (partition === null) setDue.run(nowMs, id);
      else if (partition !== undefined) promote(nowMs, partition);
      return partition !== undefined;
    },
    deadLetters(limit, after) {
      return dead.all(after, limit);
    },
    stats() {
      const { waiting = 0, oldestId = null } = countOpen.get() ?? {};
      return { waiting, dead: countDead.get() ?? 0, oldest: receivedAt.get(oldestId) ?? null };
    },
    prune(beforeMs, limit) {
      return forget.run(beforeMs, limit).changes;
    },
    query({ sql, params }) {
      const statement = db.prepare(sql);
      if (statement.reader) return statement.all(params);
      statement.run(params);
      return [];
    },
  };
}
