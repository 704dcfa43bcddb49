import { assertHandlerStatement } from "../inbox/handler-statement.js";

/** What SQLite stores. A Date goes in as text or a number, a boolean as 0 or 1. */
export type SqliteValue = string | number | bigint | Uint8Array | null;

/** One statement with its parameters, by position (`?`) or by name (`$name`). */
export interface SqliteStatement {
  /** One statement, without BEGIN or COMMIT. */
  readonly sql: string;
  /** An array for `?`, an object for `$name`. */
  readonly params: readonly SqliteValue[] | Readonly<Record<string, SqliteValue>>;
}

/** Takes a handler's statements, to be run when its message is settled. */
export interface SqliteTx {
  /**
   * Adds a statement to those that commit together with the settlement. It runs after the handler has ended, so
   * that it gives nothing back; where it fails, nothing is written and the message is delivered again.
   *
   * @throws TypeError for a statement that begins or ends a transaction.
   */
  readonly run: (sql: string, params?: SqliteStatement["params"]) => void;
}

/** Collects into an array until that is frozen. */
export function collectStatements(into: SqliteStatement[]): SqliteTx {
  return {
    run(sql, params = []) {
      assertHandlerStatement(sql);
      if (Object.isFrozen(into)) {
        throw new TypeError("The delivery has ended: nothing more is written with it.");
      }
      into.push({ sql, params });
    },
  };
}
