import type { Database } from "better-sqlite3";
import type { ClaimOptions, Lease } from "../dispatch/dispatcher.js";
import { type Evidence, isEnd, type OutboxState } from "../outbox/history.js";
import type { RequestRecord } from "../outbox/request.js";

/** `due_at` is null once nothing more is done; a lease is one in the future. */
const schema = `
  CREATE TABLE IF NOT EXISTS outbox (
    request_id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    due_at INTEGER,
    attempts INTEGER NOT NULL DEFAULT 0,
    envelope BLOB NOT NULL,
    body BLOB NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS outbox_history (
    id INTEGER PRIMARY KEY,
    request_id TEXT NOT NULL REFERENCES outbox,
    state TEXT NOT NULL,
    at INTEGER NOT NULL,
    evidence TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS outbox_due ON outbox (due_at) WHERE due_at IS NOT NULL;
  CREATE INDEX IF NOT EXISTS outbox_state ON outbox (state);
  CREATE INDEX IF NOT EXISTS outbox_history_request ON outbox_history (request_id, id);
`;

/** A row and its history, as the other thread gets them. */
export interface OutboxRow {
  readonly request_id: string;
  readonly attempts: number;
  readonly envelope: Uint8Array;
  readonly body: Uint8Array;
  readonly history: readonly OutboxHistoryRow[];
}

export interface OutboxHistoryRow {
  readonly state: OutboxState;
  readonly at: number;
  /** JSON. */
  readonly evidence: string;
}

/** What the worker does to an outbox: the time is the caller's, and so is the transaction around each call. */
export interface OutboxOperations {
  insert(nowMs: number, request: RequestRecord): RequestRecord;
  claim(nowMs: number, options: ClaimOptions): readonly OutboxRow[];
  renew(untilMs: number, leases: readonly Lease[]): readonly Lease[];
  record(nowMs: number, lease: Lease, change: RecordedChange, dueInMs: number): boolean;
  postpone(untilMs: number, lease: Lease): void;
  find(requestId: string): OutboxRow | undefined;
  stats(): readonly { readonly state: OutboxState; readonly count: number }[];
}

interface RecordedChange {
  readonly state: OutboxState;
  readonly evidence: Evidence;
}

type Row = Omit<OutboxRow, "history">;

export function outboxOperations(db: Database): OutboxOperations {
  db.exec(schema);
  const select = "SELECT request_id, attempts, envelope, body FROM outbox";
  const held = "request_id = ? AND attempts = ? AND due_at IS NOT NULL";
  const insert = db.prepare(`INSERT OR IGNORE INTO outbox (request_id, state, due_at, envelope, body)
    VALUES (?, 'prepared', ?, ?, ?)`);
  const find = db.prepare<unknown[], Row>(`${select} WHERE request_id = ?`);
  const dueBefore = db.prepare<unknown[], Row>(`${select} WHERE due_at <= ? ORDER BY due_at LIMIT ?`);
  const dueAfter = db.prepare<unknown[], Row>(`${select} WHERE due_at > ? ORDER BY due_at LIMIT ?`);
  const lease = db.prepare("UPDATE outbox SET due_at = ?, attempts = ? WHERE request_id = ?");
  const hold = db.prepare(`UPDATE outbox SET due_at = ? WHERE ${held}`);
  const change = db.prepare(`UPDATE outbox SET due_at = ?, state = ? WHERE ${held}`);
  const addHistory = db.prepare(
    `INSERT INTO outbox_history (request_id, state, at, evidence) VALUES (?, ?, ?, ?)`,
  );
  const history = db.prepare<unknown[], OutboxHistoryRow>(
    "SELECT state, at, evidence FROM outbox_history WHERE request_id = ? ORDER BY id",
  );
  const count = db.prepare<[], { state: OutboxState; count: number }>(
    "SELECT state, count(*) AS count FROM outbox GROUP BY state",
  );
  const withHistory = (row: Row): OutboxRow => ({ ...row, history: history.all(row.request_id) });

  return {
    insert(nowMs, { requestId, envelope, body }) {
      const { changes } = insert.run(requestId, nowMs, envelope, body);
      if (changes > 0) addHistory.run(requestId, "prepared", nowMs, "{}");
      const stored = find.get(requestId);
      return { requestId, envelope: stored?.envelope ?? envelope, body: stored?.body ?? body };
    },
    claim(nowMs, { limit, leaseMs, horizonMs }) {
      const rows = dueBefore.all(nowMs, limit);
      if (rows.length < limit) rows.push(...dueAfter.all(nowMs + horizonMs, limit - rows.length));
      return rows.map((row) => {
        const attempts = row.attempts + 1;
        lease.run(nowMs + leaseMs, attempts, row.request_id);
        return withHistory({ ...row, attempts });
      });
    },
    renew(untilMs, leases) {
      return leases.filter(({ id, attempt }) => hold.run(untilMs, id, attempt).changes > 0);
    },
    record(nowMs, { id, attempt }, { state, evidence }, dueInMs) {
      const dueAt = isEnd(state) ? null : nowMs + dueInMs;
      if (change.run(dueAt, state, id, attempt).changes === 0) return false;
      addHistory.run(id, state, nowMs, JSON.stringify(evidence));
      return true;
    },
    postpone(untilMs, { id, attempt }) {
      hold.run(untilMs, id, attempt);
    },
    find(requestId) {
      const row = find.get(requestId);
      return row && withHistory(row);
    },
    stats() {
      return count.all();
    },
  };
}
