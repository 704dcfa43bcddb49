import { createHash } from "node:crypto";
import type { InboxMessage, StoredMessage } from "./message.js";

/** A message as an engine stores it: engines compare hashes and look into nothing else. */
export interface InboxRecord {
  /** 16 bytes, of the source and the key. */
  readonly keyHash: Uint8Array;
  /** 16 bytes, of what must be equal too for a message to be a duplicate. */
  readonly contentHash: Uint8Array;
  /** 16 bytes, of the source and the partition key. */
  readonly partition: Uint8Array | undefined;
  readonly receivedAtMs: number;
  /** Everything but the body, as JSON in UTF-8. */
  readonly envelope: Uint8Array;
  readonly body: Uint8Array;
}

/** What an engine gives back of a record. */
export interface StoredRecord {
  readonly id: string;
  readonly isConflicting: boolean;
  readonly envelope: Uint8Array;
  readonly body: Uint8Array;
}

/** @throws TypeError where a message is not one. */
export function toRecord(message: InboxMessage): InboxRecord {
  const {
    source,
    type,
    version,
    key,
    partitionKey,
    body,
    content = body,
    headers = {},
    receivedAt,
  } = message;
  for (const [name, value] of Object.entries({ source, type, version, key })) {
    if (typeof value !== "string") throw new TypeError(`The message's ${name} must be text.`);
  }
  if (partitionKey !== undefined && typeof partitionKey !== "string") {
    throw new TypeError("The message's partitionKey must be text where there is one.");
  }
  if (!(body instanceof Uint8Array) || !(content instanceof Uint8Array)) {
    throw new TypeError("The message's body must be the bytes that were received, as a Uint8Array.");
  }
  const receivedAtMs = receivedAt instanceof Date ? receivedAt.getTime() : Number.NaN;
  if (Number.isNaN(receivedAtMs)) throw new TypeError("The message's receivedAt must be a valid Date.");
  const envelope = { source, type, version, key, partitionKey, headers, receivedAtMs };
  return {
    keyHash: hash(JSON.stringify([source, key])),
    contentHash: hash(content),
    partition: partitionKey === undefined ? undefined : hash(JSON.stringify([source, partitionKey])),
    receivedAtMs,
    envelope: Buffer.from(JSON.stringify(envelope)),
    body,
  };
}

export function fromRecord({ id, isConflicting, envelope, body }: StoredRecord): StoredMessage {
  const { receivedAtMs, ...rest } = JSON.parse(Buffer.from(envelope).toString("utf8"));
  return { id, ...rest, body, receivedAt: new Date(receivedAtMs), isConflicting };
}

/** 128 bits: nobody but the institution could look for a collision, and an index of millions stays small. */
function hash(data: string | Uint8Array): Uint8Array {
  return createHash("sha256").update(data).digest().subarray(0, 16);
}
