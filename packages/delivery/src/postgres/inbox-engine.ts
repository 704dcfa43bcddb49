import type { Lease } from "../dispatch/dispatcher.js";
import type { Acceptance, Attempt, ClaimedRecord, InboxEngine } from "../inbox/engine.js";
import { assertHandlerStatement } from "../inbox/handler-statement.js";
import type { InboxRecord } from "../inbox/record.js";
import { inboxStatements } from "./inbox-statements.js";
import type { Database } from "./open-database.js";
import type { PostgresTx } from "./postgres-tx.js";
import { beginTransaction, inTransaction, runStatement, type Transaction } from "./transaction.js";

interface Row {
  readonly id: string;
  readonly partition: Buffer | null;
  readonly is_conflicting: boolean;
  readonly attempts: number;
  readonly envelope: Buffer;
  readonly body: Buffer;
}

export function createPostgresInboxEngine({ pool, schema, close }: Database): InboxEngine<PostgresTx> {
  const statements = inboxStatements(schema);

  /** Closes or opens a record, and makes the next of its partition due where none is. */
  async function change(
    transaction: Transaction,
    partition: Uint8Array | null | undefined,
    text: string,
    values: readonly unknown[],
  ): Promise<boolean> {
    if (!partition) return (await transaction.run(text, values)).rowCount === 1;
    const partitions = [[Buffer.from(partition)]];
    await transaction.run(statements.lock, partitions);
    const { rowCount } = await transaction.run(text, values);
    if (rowCount === 1) await transaction.run(statements.promote, partitions);
    return rowCount === 1;
  }

  async function insert(records: readonly InboxRecord[]): Promise<readonly Acceptance[]> {
    const column = (of: (record: InboxRecord) => unknown) => records.map(of);
    const values = [
      column(({ keyHash }) => keyHash),
      column(({ contentHash }) => contentHash),
      column(({ partition }) => partition ?? null),
      column(({ receivedAtMs }) => receivedAtMs),
      column(({ envelope }) => envelope),
      column(({ body }) => body),
    ];
    const partitions = records.flatMap(({ partition }) => partition ?? []);
    const { rows } =
      partitions.length === 0
        ? await runStatement(pool, statements.insert, values)
        : await inTransaction(pool, async (transaction) => {
            await transaction.run(statements.lock, [partitions]);
            const inserted = await transaction.run(statements.insert, values);
            await transaction.run(statements.promote, [partitions]);
            return inserted;
          });
    return acceptances(records, rows);
  }

  function begin({ id, attempt, partition }: ClaimedRecord): Attempt<PostgresTx> {
    let begun: Promise<Transaction> | undefined;
    let hasEnded = false;

    async function discard(): Promise<void> {
      hasEnded = true;
      const transaction = await begun?.catch(() => undefined);
      begun = undefined;
      await transaction?.rollback();
    }

    return {
      tx: {
        async query(text, values) {
          assertHandlerStatement(text);
          if (hasEnded) throw new TypeError("The delivery has ended: nothing more is written with it.");
          begun ??= beginTransaction(pool);
          return await (await begun).run(text, values);
        },
      },
      async settle() {
        hasEnded = true;
        const values = [id, attempt];
        if (!begun && !partition) return (await runStatement(pool, statements.settle, values)).rowCount === 1;
        begun ??= beginTransaction(pool);
        const transaction = await begun;
        if (await change(transaction, partition, statements.settle, values)) {
          await transaction.commit();
          return true;
        }
        await discard();
        return false;
      },
      discard,
    };
  }

  return {
    store: insert,
    async claim({ limit, leaseMs, horizonMs }) {
      const due = (await runStatement(pool, statements.claimDue, [limit, leaseMs])).rows;
      const left = limit - due.length;
      if (left === 0) return inOrder(due).map(fromRow);
      const { rows } = await runStatement(pool, statements.claimAhead, [left, leaseMs, horizonMs]);
      return [...inOrder(due), ...inOrder(rows)].map(fromRow);
    },
    async renew(leases, leaseMs) {
      const ids = leases.map(({ id }) => id);
      const attempts = leases.map(({ attempt }) => attempt);
      const { rows } = await runStatement(pool, statements.renew, [ids, attempts, leaseMs]);
      return rows.map(({ id, attempts: attempt }): Lease => ({ id, attempt }));
    },
    begin,
    async postpone({ id, attempt }, delayMs) {
      await runStatement(pool, statements.postpone, [id, attempt, delayMs]);
    },
    async release({ id, attempt }) {
      await runStatement(pool, statements.release, [id, attempt]);
    },
    async bury({ id, attempt, partition }, reason) {
      // PostgreSQL's text has no NUL.
      const values = [id, attempt, reason.replaceAll("\0", "\ufffd")];
      await inTransaction(pool, (transaction) => change(transaction, partition, statements.bury, values));
    },
    async replay(id) {
      if (!/^\d{1,18}$/.test(id)) return false;
      return await inTransaction(pool, async (transaction) => {
        const { rows } = await transaction.run(statements.findDead, [id]);
        return await change(transaction, rows[0]?.partition, statements.revive, [id]);
      });
    },
    async deadLetters({ limit = 100, after = "0" }) {
      const { rows } = await runStatement(pool, statements.deadLetters, [after, limit]);
      return rows.map((row) => ({
        ...fromRow(row),
        reason: row.reason,
        attempts: row.attempts,
        diedAt: row.closed_at,
      }));
    },
    async stats() {
      const { rows } = await runStatement(pool, statements.stats);
      const { waiting, dead, oldest } = rows[0];
      return { waiting, deadLetters: dead, oldestReceivedAt: oldest ?? undefined };
    },
    async prune({ retentionMs, limit }) {
      return (await runStatement(pool, statements.prune, [retentionMs, limit])).rowCount ?? 0;
    },
    close,
  };
}

/** What became of each record: the rows are those that were new. */
function acceptances(
  records: readonly InboxRecord[],
  rows: readonly {
    readonly key_hash: Buffer;
    readonly content_hash: Buffer;
    readonly is_conflicting: boolean;
  }[],
): readonly Acceptance[] {
  const name = (...hashes: Uint8Array[]) => Buffer.concat(hashes).toString("base64");
  const stored = new Map(rows.map((row) => [name(row.key_hash, row.content_hash), row.is_conflicting]));
  return records.map(({ keyHash, contentHash }) => {
    const each = name(keyHash, contentHash);
    const isConflicting = stored.get(each);
    // Only the first of those that are equal was stored.
    stored.delete(each);
    if (isConflicting === undefined) return "duplicate";
    return isConflicting ? "conflicting" : "accepted";
  });
}

/** UPDATE … RETURNING keeps no order. */
function inOrder(rows: (Row & { readonly was_due_at: Date })[]): readonly Row[] {
  return rows.sort((a, b) => a.was_due_at.getTime() - b.was_due_at.getTime() || Number(a.id) - Number(b.id));
}

function fromRow({ id, is_conflicting, attempts, partition, envelope, body }: Row): ClaimedRecord {
  return {
    id,
    isConflicting: is_conflicting,
    attempt: attempts,
    partition: partition ?? undefined,
    envelope,
    body,
  };
}
