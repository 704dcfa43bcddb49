import { createInbox } from "../inbox/create-inbox.js";
import type { WebhookInbox } from "../inbox/inbox.js";
import type { InboxSettings } from "../inbox/settings.js";
import { createPostgresInboxEngine } from "./inbox-engine.js";
import { inboxTables } from "./inbox-tables.js";
import { openDatabase, type PostgresSettings } from "./open-database.js";
import type { PostgresTx } from "./postgres-tx.js";

/** Which database, and how messages are delivered from it. */
export interface PostgresInboxSettings extends PostgresSettings, InboxSettings {}

/**
 * Opens an inbox in PostgreSQL, which any number of processes may share. The times of leases and retries are the
 * server's.
 *
 * @throws `DeliveryError` `ERR_DELIVERY_UNSAFE_DATABASE` where the server has `fsync` or `synchronous_commit`
 * off, `ERR_DELIVERY_UNAVAILABLE` where it cannot be used, `ERR_DELIVERY_BINDING_MISSING` where pg is not installed.
 *
 * @example
 * ```ts
 * const inbox = await openPostgresInbox({ connectionString: process.env.DATABASE_URL });
 * inbox.process(async ({ key, event, tx }) => {
 *   await tx.query("INSERT INTO ledger (key, body) VALUES ($1, $2)", [key, event.body]);
 * });
 * ```
 */
export async function openPostgresInbox(settings: PostgresInboxSettings): Promise<WebhookInbox<PostgresTx>> {
  const { connectionString, pool, schema, ...inboxSettings } = settings;
  const database = await openDatabase(settings, inboxTables);
  return createInbox(createPostgresInboxEngine(database), inboxSettings);
}
