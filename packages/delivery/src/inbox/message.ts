/** A message from an institution, as it came. */
export interface InboxMessage {
  /** Whose it is, such as `clearbank`. Keys and partitions of different sources have nothing to do with one another. */
  readonly source: string;
  /** What happened, in the institution's spelling. */
  readonly type: string;
  /** Of the type, in the institution's spelling. */
  readonly version: string;
  /** What a duplicate has in common with the first: made by the institution's package, from the payload. */
  readonly key: string;
  /** Messages with the same one are delivered one at a time, in the order of their arrival. */
  readonly partitionKey?: string;
  /** The bytes that were received. */
  readonly body: Uint8Array;
  /**
   * What is compared with an earlier message of the same key; the body by default. Where something in the body
   * is another with each delivery, as ClearBank's nonce is, give the rest of it.
   */
  readonly content?: Uint8Array;
  /** Headers worth keeping. They are stored as they are: leave out credentials. */
  readonly headers?: Readonly<Record<string, string>>;
  /** When it came; `stats` tells it of the oldest that waits. */
  readonly receivedAt: Date;
}

/** A stored message, on its way to a handler. */
export interface StoredMessage extends Omit<InboxMessage, "content"> {
  /** The store's own, which `replay` takes. */
  readonly id: string;
  /** Those that were kept; empty where there were none. */
  readonly headers: Readonly<Record<string, string>>;
  /** Another message had this key and other bytes: one of the two is not what it seems, so look at both. */
  readonly isConflicting: boolean;
}
