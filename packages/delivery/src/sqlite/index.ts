export { openSqliteInbox, type SqliteInbox, type SqliteInboxSettings } from "./open-inbox.js";
export { openSqliteOutbox, type SqliteOutboxSettings } from "./open-outbox.js";
export type { SqliteStatement, SqliteTx, SqliteValue } from "./statement.js";
