import type { Lease, WorkSource } from "../dispatch/dispatcher.js";
import type { InboxRecord, StoredRecord } from "./record.js";

/** What became of a message: `duplicate` was stored before, `conflicting` has a known key and other bytes. */
export type Acceptance = "accepted" | "duplicate" | "conflicting";

/** A record that is leased. */
export interface ClaimedRecord extends StoredRecord, Lease {
  readonly partition: Uint8Array | undefined;
}

/** A record that is delivered no more. */
export interface DeadRecord extends StoredRecord {
  readonly reason: string;
  readonly attempts: number;
  readonly diedAt: Date;
}

/** One delivery of a record. */
export interface Attempt<Tx> {
  readonly tx: Tx;
  /** Commits what was written through `tx` and closes the record; where the lease is lost, neither, and false. */
  readonly settle: () => Promise<boolean>;
  /** Undoes what was written through `tx`. Never rejects. */
  readonly discard: () => Promise<void>;
}

/** Which dead letters: the oldest first. */
export interface DeadLetterOptions {
  /** 100 by default. */
  readonly limit?: number;
  /** The `id` of the last one of the page before. */
  readonly after?: string;
}

/**
 * What an inbox needs of a store. Of each partition at most one open record is handed out at a time, the oldest;
 * a change whose lease is no longer held does nothing.
 */
export interface InboxEngine<Tx> extends WorkSource<ClaimedRecord> {
  /** Stores all of them or none; once it resolves they are on disk. */
  readonly store: (records: readonly InboxRecord[]) => Promise<readonly Acceptance[]>;
  readonly begin: (claimed: ClaimedRecord) => Attempt<Tx>;
  /** Gives a record back, to be due again later; its partition waits for it. */
  readonly postpone: (lease: Lease, delayMs: number) => Promise<void>;
  /** Gives a record back whose attempt was interrupted: due at once, and the attempt does not count. */
  readonly release: (lease: Lease) => Promise<void>;
  /** Makes a record a dead letter; its partition goes on without it. */
  readonly bury: (claimed: ClaimedRecord, reason: string) => Promise<void>;
  /** Makes a dead letter due again, with its attempts counted from 0; false where there is none of that id. */
  readonly replay: (id: string) => Promise<boolean>;
  readonly deadLetters: (options: DeadLetterOptions) => Promise<readonly DeadRecord[]>;
  readonly stats: () => Promise<InboxStats>;
  /** Forgets some records that were settled longer ago than this, and says how many. */
  readonly prune: (options: { readonly retentionMs: number; readonly limit: number }) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** How full an inbox is. */
export interface InboxStats {
  /** Stored and not yet settled, with those that are being delivered. */
  readonly waiting: number;
  /** Given up, to be looked at and replayed. */
  readonly deadLetters: number;
  /** When the oldest one that waits was received. */
  readonly oldestReceivedAt: Date | undefined;
}
