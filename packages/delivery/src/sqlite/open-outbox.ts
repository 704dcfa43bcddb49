import { createOutbox } from "../outbox/create-outbox.js";
import type { Outbox } from "../outbox/outbox.js";
import type { OutboxSettings } from "../outbox/settings.js";
import { createSqliteOutboxEngine } from "./outbox-engine.js";
import type { OutboxOperations } from "./outbox-operations.js";
import { startWorker } from "./worker-client.js";

/** Which file, and how requests are sent from it. */
export interface SqliteOutboxSettings extends OutboxSettings {
  /** Made where it does not exist; its folder must. It belongs to one process, and to one inbox or outbox in it. */
  readonly file: string;
  /** The system's by default. */
  readonly now?: () => Date;
}

/**
 * Opens an outbox in a file: WAL, every commit synced, written to by one worker thread.
 *
 * @throws `DeliveryError` `ERR_DELIVERY_LOCKED` where another process has the file, `ERR_DELIVERY_UNREADABLE`
 * where it cannot be written, `ERR_DELIVERY_BINDING_MISSING` where better-sqlite3 is not installed.
 *
 * @example
 * ```ts
 * const outbox = await openSqliteOutbox({ file: "outbox.sqlite", windowMs: 23 * 60 * 60_000 });
 * await outbox.prepare({ requestId: randomUUID(), target: "POST /v3/payments/fps", body });
 * outbox.process({ send, reconcile });
 * ```
 */
export async function openSqliteOutbox(settings: SqliteOutboxSettings): Promise<Outbox> {
  const { file, now = () => new Date(), ...outboxSettings } = settings;
  const worker = await startWorker<OutboxOperations>({ file, holds: "outbox" });
  return createOutbox(createSqliteOutboxEngine(worker, now), outboxSettings);
}
