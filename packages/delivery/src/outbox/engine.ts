import type { Lease, WorkSource } from "../dispatch/dispatcher.js";
import type { Evidence, OutboxChange, OutboxState } from "./history.js";
import type { RequestRecord } from "./request.js";

/** A request that is stored, with all that happened to it, the oldest first. */
export interface StoredRequest extends RequestRecord {
  readonly history: readonly OutboxChange[];
}

/** A request that is leased; its lease's id is the request id. */
export interface ClaimedRequest extends StoredRequest, Lease {
  /** By the clock that dates the changes. */
  readonly claimedAt: Date;
}

/** What an outbox needs of a store. A change whose lease is no longer held does nothing. */
export interface OutboxEngine extends WorkSource<ClaimedRequest> {
  /** Stores it durably in the state `prepared`; gives what was stored under its id, then or before. */
  readonly insert: (request: RequestRecord) => Promise<RequestRecord>;
  /** Adds a change durably, due again after a while unless it is an end; false where the lease is lost. */
  readonly record: (
    lease: Lease,
    change: { readonly state: OutboxState; readonly evidence: Evidence },
    dueInMs: number,
  ) => Promise<boolean>;
  readonly postpone: (lease: Lease, delayMs: number) => Promise<void>;
  readonly find: (requestId: string) => Promise<StoredRequest | undefined>;
  readonly stats: () => Promise<Readonly<Partial<Record<OutboxState, number>>>>;
  readonly close: () => Promise<void>;
}
