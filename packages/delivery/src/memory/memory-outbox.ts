import type { Lease } from "../dispatch/dispatcher.js";
import { createOutbox } from "../outbox/create-outbox.js";
import type { OutboxEngine } from "../outbox/engine.js";
import { isEnd, type OutboxChange, type OutboxState } from "../outbox/history.js";
import type { Outbox } from "../outbox/outbox.js";
import type { RequestRecord } from "../outbox/request.js";
import type { OutboxSettings } from "../outbox/settings.js";

interface Row extends RequestRecord {
  readonly history: OutboxChange[];
  attempt: number;
  /** Undefined once nothing more is done. */
  dueAtMs: number | undefined;
}

/**
 * An outbox for tests, which loses everything when the process ends: a payment that it had sent is forgotten.
 *
 * @param settings.now the time; the system's by default.
 *
 * @example
 * ```ts
 * const outbox = unsafeCreateMemoryOutbox({ windowMs: 23 * 60 * 60_000 });
 * await outbox.prepare({ requestId: "1aad5e0f", target: "POST /v3/payments/fps", body });
 * ```
 */
export function unsafeCreateMemoryOutbox(settings: OutboxSettings & { readonly now?: () => Date }): Outbox {
  const { now = () => new Date(), ...outboxSettings } = settings;
  return createOutbox(createMemoryOutboxEngine(now), outboxSettings);
}

export function createMemoryOutboxEngine(now: () => Date): OutboxEngine {
  const rows = new Map<string, Row>();
  const clock = () => now().getTime();

  function held({ id, attempt }: Lease): Row | undefined {
    const row = rows.get(id);
    return row?.attempt === attempt && row.dueAtMs !== undefined ? row : undefined;
  }

  function hold(lease: Lease, dueInMs: number): boolean {
    const row = held(lease);
    if (row) row.dueAtMs = clock() + dueInMs;
    return row !== undefined;
  }

  return {
    async insert(request) {
      const known = rows.get(request.requestId);
      if (known) return known;
      const history: OutboxChange[] = [{ state: "prepared", at: now(), evidence: {} }];
      const row = { ...request, body: Uint8Array.from(request.body), history, attempt: 0, dueAtMs: clock() };
      rows.set(request.requestId, row);
      return row;
    },
    async claim({ limit, leaseMs, horizonMs }) {
      const isDue = ({ dueAtMs }: Row) =>
        dueAtMs !== undefined && (dueAtMs <= clock() || dueAtMs > clock() + horizonMs);
      return [...rows.values()]
        .filter(isDue)
        .slice(0, limit)
        .map((row) => {
          row.attempt += 1;
          row.dueAtMs = clock() + leaseMs;
          return { ...row, history: [...row.history], id: row.requestId, claimedAt: now() };
        });
    },
    async renew(leases, leaseMs) {
      return leases.filter((lease) => hold(lease, leaseMs));
    },
    async record(lease, { state, evidence }, dueInMs) {
      const row = held(lease);
      if (!row) return false;
      row.history.push({ state, at: now(), evidence });
      row.dueAtMs = isEnd(state) ? undefined : clock() + dueInMs;
      return true;
    },
    async postpone(lease, delayMs) {
      hold(lease, delayMs);
    },
    async find(requestId) {
      return rows.get(requestId);
    },
    async stats() {
      const counts: Partial<Record<OutboxState, number>> = {};
      for (const { history } of rows.values()) {
        const state = history.at(-1)?.state ?? "prepared";
        counts[state] = (counts[state] ?? 0) + 1;
      }
      return counts;
    },
    async close() {},
  };
}
