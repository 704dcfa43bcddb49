/** Where a request stands. The last three are ends, `unknown` is not. */
export type OutboxState = "prepared" | "sending" | "unknown" | "accepted" | "refused" | "reconciled";

/** What a change of state rests on, beside the request id. */
export interface Evidence {
  /** Of the institution's answer. */
  readonly status?: number;
  /** The institution's id of the exchange. */
  readonly correlationId?: string;
  /** Why the outcome is not known. */
  readonly reason?: string;
  /** Of a reconciliation: what had become of it. */
  readonly outcome?: "accepted" | "refused" | "absent";
  /** False where sending it again would tell nothing new. */
  readonly mayResend?: boolean;
}

/** A state and when it began. */
export interface OutboxChange {
  /** Where the request stood from then on. */
  readonly state: OutboxState;
  /** By the store's clock: the database's, or this process's. */
  readonly at: Date;
  /** What that rests on; empty where there is nothing to say. */
  readonly evidence: Evidence;
}

const ends: readonly OutboxState[] = ["accepted", "refused", "reconciled"];

/** Whether nothing more is done for it. */
export function isEnd(state: OutboxState): boolean {
  return ends.includes(state);
}
