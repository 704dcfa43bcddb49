import { createOutbox } from "../outbox/create-outbox.js";
import type { Outbox } from "../outbox/outbox.js";
import type { OutboxSettings } from "../outbox/settings.js";
import { openDatabase, type PostgresSettings } from "./open-database.js";
import { createPostgresOutboxEngine } from "./outbox-engine.js";
import { outboxTables } from "./outbox-tables.js";

/** Which database, and how requests are sent from it. */
export interface PostgresOutboxSettings extends PostgresSettings, OutboxSettings {}

/**
 * Opens an outbox in PostgreSQL, which any number of processes may share. The times of leases, of the history and
 * of the window are the server's.
 *
 * @throws `DeliveryError` `ERR_DELIVERY_UNSAFE_DATABASE` where the server has `fsync` or `synchronous_commit`
 * off, `ERR_DELIVERY_UNAVAILABLE` where it cannot be used, `ERR_DELIVERY_BINDING_MISSING` where pg is not installed.
 *
 * @example
 * ```ts
 * const connectionString = process.env.DATABASE_URL;
 * const outbox = await openPostgresOutbox({ connectionString, windowMs: 23 * 60 * 60_000 });
 * await outbox.prepare({ requestId: randomUUID(), target: "POST /v3/payments/fps", body });
 * outbox.process({ send, reconcile });
 * ```
 */
export async function openPostgresOutbox(settings: PostgresOutboxSettings): Promise<Outbox> {
  const { connectionString, pool, schema, ...outboxSettings } = settings;
  const database = await openDatabase(settings, outboxTables);
  return createOutbox(createPostgresOutboxEngine(database), outboxSettings);
}
