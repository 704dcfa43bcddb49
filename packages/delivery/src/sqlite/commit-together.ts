import type { Database } from "better-sqlite3";

/** What came of one call: its value, or the error that undid it. */
export type Outcome = { readonly value: unknown } | { readonly error: unknown };

/**
 * Makes the calls in one transaction, so that one sync of the disk does for all. A call that fails is undone
 * alone; where the commit fails, or the disk ended the transaction, every call has failed.
 */
export function commitTogether(db: Database, calls: readonly (() => unknown)[]): readonly Outcome[] {
  try {
    db.exec("BEGIN IMMEDIATE");
    const outcomes = calls.map((call) => inSavepoint(db, call));
    db.exec("COMMIT");
    return outcomes;
  } catch (error) {
    if (db.inTransaction) db.exec("ROLLBACK");
    return calls.map(() => ({ error }));
  }
}

function inSavepoint(db: Database, call: () => unknown): Outcome {
  db.exec("SAVEPOINT call");
  try {
    const value = call();
    db.exec("RELEASE call");
    return { value };
  } catch (error) {
    if (!db.inTransaction) throw error;
    db.exec("ROLLBACK TO call; RELEASE call");
    return { error };
  }
}
