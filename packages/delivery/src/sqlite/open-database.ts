import { createRequire } from "node:module";
import type { Database } from "better-sqlite3";

/**
 * Opens a file for this process alone, with every commit synced to the disk. It is the caller that explains what
 * goes wrong: an error's `code` says which step it was.
 */
export function openDatabase(file: string): Database {
  // Native code that not every machine can compile, so it is loaded only here.
  const Sqlite = createRequire(import.meta.url)("better-sqlite3") as new (
    file: string,
    options: { readonly timeout: number },
  ) => Database;
  const db = new Sqlite(file, { timeout: 1000 });
  try {
    db.pragma("locking_mode = EXCLUSIVE");
    db.pragma("journal_mode = WAL");
    db.pragma("synchronous = FULL");
    // 64 MB, so that the index of a million keys stays in memory.
    db.pragma("cache_size = -65536");
    db.exec("BEGIN EXCLUSIVE; COMMIT");
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
