import type { DispatchOptions } from "../dispatch/dispatcher.js";
import type { Acceptance, DeadLetterOptions, InboxStats } from "./engine.js";
import type { InboxMessage, StoredMessage } from "./message.js";

/** One delivery of a message to a handler. */
export interface Delivery<Tx> {
  /** What came, with the bytes that came. */
  readonly event: StoredMessage;
  /** The message's key: the same for each attempt, so what is done under it can be made idempotent. */
  readonly key: string;
  /** 1 for the first. */
  readonly attempt: number;
  /** Aborts where the inbox is closed or stopped, or where the message was given to another worker. */
  readonly signal: AbortSignal;
  /** What is written through it commits together with the settlement of the message, or not at all. */
  readonly tx: Tx;
}

/** Resolves when the message is done with; rejects where it is to be delivered again. */
export type InboxHandler<Tx> = (delivery: Delivery<Tx>) => void | Promise<void>;

/** A message that its handler refused too often. */
export interface DeadLetter {
  /** As it was delivered. */
  readonly message: StoredMessage;
  /** What the last attempt failed with. */
  readonly reason: string;
  /** How often it was delivered in vain. */
  readonly attempts: number;
  /** When it was given up. */
  readonly diedAt: Date;
}

/**
 * Keeps what an institution delivers until a handler has dealt with it.
 *
 * Writes through a delivery's `tx` happen exactly once. Anything else that a handler does happens at least once:
 * after a crash between that and the settlement it is done again, with the same key.
 */
export interface WebhookInbox<Tx = unknown> {
  /**
   * Resolves once the message is on disk, or is known already: then it may be acknowledged. Where it rejects, it
   * may have been stored all the same; as the institution delivers it again, that comes out as a duplicate.
   *
   * @param options.signal ends the waiting.
   * @throws `DeliveryError` where it could not be stored; TypeError where it is no message.
   */
  readonly accept: (
    message: InboxMessage,
    options?: { readonly signal?: AbortSignal | undefined },
  ) => Promise<Acceptance>;
  /**
   * Delivers messages to the handler until the signal aborts or the inbox is closed, and resolves when the last
   * delivery has ended. Messages of one partition key come one at a time and in order; one that fails is tried
   * again later, and only its own partition waits for it.
   */
  readonly process: (handler: InboxHandler<Tx>, options?: DispatchOptions) => Promise<void>;
  /** Counts: with a million waiting, that takes some tens of milliseconds. */
  readonly stats: () => Promise<InboxStats>;
  /** Messages that their handler refused too often. */
  readonly deadLetters: (options?: DeadLetterOptions) => Promise<readonly DeadLetter[]>;
  /**
   * Has a dead letter delivered again, with its attempts counted from 1; where another message of its partition has
   * its turn already, after that one.
   */
  readonly replay: (id: string) => Promise<void>;
  /** Begins no further delivery; messages are still accepted. */
  readonly pause: () => void;
  /** Delivers again after `pause`. */
  readonly resume: () => void;
  /** Stops delivering, waits for the deliveries and commits that have begun, and lets go of the store. */
  readonly close: () => Promise<void>;
}
