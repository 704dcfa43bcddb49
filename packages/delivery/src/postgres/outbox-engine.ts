import type { Lease } from "../dispatch/dispatcher.js";
import type { OutboxEngine, StoredRequest } from "../outbox/engine.js";
import { isEnd } from "../outbox/history.js";
import type { Database } from "./open-database.js";
import { outboxStatements } from "./outbox-statements.js";
import { runStatement } from "./transaction.js";

interface Row {
  readonly request_id: string;
  readonly envelope: Buffer;
  readonly body: Buffer;
  readonly states: readonly StoredRequest["history"][number]["state"][];
  readonly times: readonly Date[];
  readonly evidences: readonly Buffer[];
}

export function createPostgresOutboxEngine({ pool, schema, close }: Database): OutboxEngine {
  const statements = outboxStatements(schema);

  async function find(requestId: string): Promise<StoredRequest | undefined> {
    const { rows } = await runStatement(pool, statements.find, [[requestId]]);
    return rows[0] && fromRow(rows[0]);
  }

  return {
    async insert(request) {
      const { requestId, envelope, body } = request;
      const { rowCount } = await runStatement(pool, statements.insert, [requestId, envelope, body]);
      if (rowCount === 1) return request;
      return (await find(requestId)) ?? request;
    },
    async claim({ limit, leaseMs, horizonMs }) {
      const { rows: claimed } = await runStatement(pool, statements.claim, [limit, leaseMs, horizonMs]);
      if (claimed.length === 0) return [];
      const attempts = new Map(claimed.map((row) => [row.request_id, row]));
      const { rows } = await runStatement(pool, statements.find, [[...attempts.keys()]]);
      return rows.map((row) => {
        const { attempts: attempt, claimed_at: claimedAt } = attempts.get(row.request_id);
        return { ...fromRow(row), id: row.request_id, attempt, claimedAt };
      });
    },
    async renew(leases, leaseMs) {
      const ids = leases.map(({ id }) => id);
      const attempts = leases.map(({ attempt }) => attempt);
      const { rows } = await runStatement(pool, statements.renew, [ids, attempts, leaseMs]);
      return rows.map(({ request_id: id, attempts: attempt }): Lease => ({ id, attempt }));
    },
    async record({ id, attempt }, { state, evidence }, dueInMs) {
      const values = [
        id,
        attempt,
        state,
        Buffer.from(JSON.stringify(evidence)),
        isEnd(state) ? null : dueInMs,
      ];
      return (await runStatement(pool, statements.record, values)).rowCount === 1;
    },
    async postpone({ id, attempt }, delayMs) {
      await runStatement(pool, statements.postpone, [id, attempt, delayMs]);
    },
    find,
    async stats() {
      const { rows } = await runStatement(pool, statements.stats);
      return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
    },
    close,
  };
}

function fromRow({ request_id, envelope, body, states, times, evidences }: Row): StoredRequest {
  const history = states.map((state, index) => ({
    state,
    at: times[index] as Date,
    evidence: JSON.parse((evidences[index] as Buffer).toString("utf8")),
  }));
  return { requestId: request_id, envelope, body, history };
}
