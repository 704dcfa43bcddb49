import { createInbox } from "../inbox/create-inbox.js";
import { assertHandlerStatement } from "../inbox/handler-statement.js";
import type { WebhookInbox } from "../inbox/inbox.js";
import type { InboxSettings } from "../inbox/settings.js";
import { createSqliteInboxEngine } from "./inbox-engine.js";
import type { InboxOperations } from "./inbox-operations.js";
import type { SqliteStatement, SqliteTx } from "./statement.js";
import { startWorker } from "./worker-client.js";

/** Which file, and how messages are delivered from it. */
export interface SqliteInboxSettings extends InboxSettings {
  /** Made where it does not exist; its folder must. It belongs to one process, and to one inbox or outbox in it. */
  readonly file: string;
  /** The system's by default. */
  readonly now?: () => Date;
}

/** An inbox in a file of SQLite's. */
export interface SqliteInbox extends WebhookInbox<SqliteTx> {
  /**
   * Runs one statement on the inbox's file, which nobody else can open: to create the tables that handlers write
   * to, and to read them. Its rows are whole numbers, text and bytes as better-sqlite3 gives them. While it runs
   * nothing is accepted, so keep it short.
   */
  readonly query: (sql: string, params?: SqliteStatement["params"]) => Promise<readonly unknown[]>;
}

/**
 * Opens an inbox in a file: WAL, every commit synced, written to by one worker thread.
 *
 * @throws `DeliveryError` `ERR_DELIVERY_LOCKED` where another process has the file, `ERR_DELIVERY_UNREADABLE`
 * where it cannot be written, `ERR_DELIVERY_BINDING_MISSING` where better-sqlite3 is not installed.
 *
 * @example
 * ```ts
 * const inbox = await openSqliteInbox({ file: "inbox.sqlite" });
 * await inbox.query("CREATE TABLE IF NOT EXISTS ledger (key TEXT PRIMARY KEY, body BLOB) STRICT");
 * inbox.process(({ key, event, tx }) => tx.run("INSERT INTO ledger VALUES (?, ?)", [key, event.body]));
 * ```
 */
export async function openSqliteInbox(settings: SqliteInboxSettings): Promise<SqliteInbox> {
  const { file, now = () => new Date(), ...inboxSettings } = settings;
  const worker = await startWorker<InboxOperations>({ file, holds: "inbox" });
  const inbox = createInbox(createSqliteInboxEngine(worker, now), inboxSettings);
  return {
    ...inbox,
    async query(sql, params = []) {
      assertHandlerStatement(sql);
      return await worker.call("query", [{ sql, params }]);
    },
  };
}
