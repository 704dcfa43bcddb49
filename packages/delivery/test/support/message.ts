import type { InboxMessage } from "../../src/index.js";

/** A message whose body is its key, unless told otherwise. */
export function message(key: string, rest: Partial<InboxMessage> = {}): InboxMessage {
  const receivedAt = new Date("2026-05-01T10:00:00.123Z");
  return { source: "test", type: "Ping", version: "1", key, body: Buffer.from(key), receivedAt, ...rest };
}
