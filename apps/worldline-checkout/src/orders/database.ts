import { randomBytes } from "node:crypto";
import Sqlite, { type Database } from "better-sqlite3";

const tables = `
  CREATE TABLE IF NOT EXISTS orders (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    checkout TEXT NOT NULL UNIQUE,
    session TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    attempted_at INTEGER,
    flow TEXT NOT NULL,
    bank TEXT,
    basket TEXT NOT NULL,
    lines TEXT NOT NULL,
    goods_cents INTEGER NOT NULL,
    shipping_cents INTEGER NOT NULL,
    status TEXT NOT NULL,
    payment_id TEXT UNIQUE,
    bank_url TEXT,
    debtor TEXT,
    checks INTEGER NOT NULL,
    next_check_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS orders_by_session ON orders (session);
  CREATE TABLE IF NOT EXISTS observations (
    id INTEGER PRIMARY KEY,
    order_id TEXT NOT NULL REFERENCES orders (id),
    source TEXT NOT NULL,
    status TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS observations_by_order ON observations (order_id);
  CREATE TABLE IF NOT EXISTS messages (
    id INTEGER PRIMARY KEY,
    key TEXT UNIQUE,
    order_id TEXT NOT NULL REFERENCES orders (id),
    at INTEGER NOT NULL,
    direction TEXT NOT NULL,
    title TEXT NOT NULL,
    signed TEXT,
    header TEXT,
    verified INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    body TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS messages_by_order ON messages (order_id);
  CREATE TABLE IF NOT EXISTS secrets (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
`;

/** Opens the shop's own file, made where it does not exist. Every commit is synced. */
export function openDatabase(file: string): Database {
  const db = new Sqlite(file, { timeout: 1000 });
  db.pragma("journal_mode = WAL");
  db.pragma("synchronous = FULL");
  db.pragma("foreign_keys = ON");
  db.exec(tables);
  return db;
}

/** A random secret of 32 bytes that stays the same as long as the file does. */
export function lastingSecret(db: Database, name: string): Uint8Array {
  db.prepare("INSERT OR IGNORE INTO secrets (name, value) VALUES (?, ?)").run(name, randomBytes(32));
  const row = db.prepare("SELECT value FROM secrets WHERE name = ?").get(name) as { value: Buffer };
  return row.value;
}
