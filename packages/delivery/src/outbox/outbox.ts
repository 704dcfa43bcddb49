import type { DispatchOptions } from "../dispatch/dispatcher.js";
import type { Evidence, OutboxChange, OutboxState } from "./history.js";
import type { OutboxRequest } from "./request.js";

/** A request and what became of it so far. */
export interface OutboxEntry {
  /** As it was prepared. */
  readonly request: Required<OutboxRequest>;
  /** That of the last change in `history`. */
  readonly state: OutboxState;
  /** The oldest first. */
  readonly history: readonly OutboxChange[];
}

/** The institution's answer, where it is one. */
export interface SendAnswer extends Pick<Evidence, "status" | "correlationId"> {
  /** Whether the institution took the request or refused it for good. */
  readonly state: "accepted" | "refused";
}

/** What had become of a request whose outcome was unknown: `absent` where the institution never had it. */
export interface Reconciliation extends Pick<Evidence, "status" | "correlationId"> {
  /** An end in each case: the request is not sent again. */
  readonly outcome: "accepted" | "refused" | "absent";
}

/** How requests leave, and how their outcome is found out where no answer tells. */
export interface OutboxHandlers {
  /**
   * Sends the request under its id, once, with exactly its bytes, and resolves to the answer. Where it rejects,
   * the outcome is unknown and the request is sent again; except for an error that has a `status` from 400 to 499 and
   * `isRetryable: false`, as those of `@countersign/auth` do: that is a refusal.
   */
  readonly send: (
    request: Required<OutboxRequest>,
    options: {
      /** Aborts where the outbox is closed or stopped, or where the request was given to another worker. */
      readonly signal: AbortSignal;
    },
  ) => Promise<SendAnswer>;
  /**
   * Asks the institution, or a person, what became of the request. It is asked again later where this resolves to
   * undefined or rejects.
   */
  readonly reconcile: (
    entry: OutboxEntry,
    options: {
      /** Aborts where the outbox is closed or stopped, or where the request was given to another worker. */
      readonly signal: AbortSignal;
    },
  ) => Promise<Reconciliation | undefined>;
}

/**
 * Keeps requests until it is known what became of each: neither forgotten after a crash, nor sent in another form
 * or under another id. Nothing is deleted.
 */
export interface Outbox {
  /**
   * Resolves once the request is on disk: it will be sent, now or after a crash. Doing it again changes nothing.
   *
   * @throws {@link DeliveryError} `ERR_DELIVERY_REQUEST_CONFLICT` where another request has this id; TypeError
   * where it is no request.
   */
  readonly prepare: (request: OutboxRequest) => Promise<void>;
  /** Sends and reconciles until the signal aborts or the outbox is closed; resolves when the last has ended. */
  readonly process: (handlers: OutboxHandlers, options?: DispatchOptions) => Promise<void>;
  /** A request's state and history; undefined where there is none with this id. */
  readonly find: (requestId: string) => Promise<OutboxEntry | undefined>;
  /** How many requests are in each state. */
  readonly stats: () => Promise<Readonly<Record<OutboxState, number>>>;
  /** Stops sending, waits for what is under way, and lets go of the store. */
  readonly close: () => Promise<void>;
}
