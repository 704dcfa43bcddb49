export type { PostgresSettings } from "./open-database.js";
export { openPostgresInbox, type PostgresInboxSettings } from "./open-inbox.js";
export { openPostgresOutbox, type PostgresOutboxSettings } from "./open-outbox.js";
export type { PostgresTx } from "./postgres-tx.js";
