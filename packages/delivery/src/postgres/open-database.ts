import type { Pool, PoolClient } from "pg";
import { DeliveryError } from "../errors.js";
import { explainOpening } from "./explain-failure.js";

/** Which database, and where in it. */
export interface PostgresSettings {
  /** Such as `postgres://user@host/database`; a password is better left to `PGPASSWORD` or `~/.pgpass`. */
  readonly connectionString?: string;
  /** A pool of your own instead; it stays open when the inbox or outbox is closed. */
  readonly pool?: Pool;
  /** The schema of the tables, made where it does not exist; `countersign` by default. */
  readonly schema?: string;
}

/** A database that can be relied on. */
export interface Database {
  readonly pool: Pool;
  readonly schema: string;
  /** Closes the pool where it is our own. */
  readonly close: () => Promise<void>;
}

/**
 * Connects, refuses a server that loses what it has committed, and makes the tables.
 *
 * @param tables the statements that make them in the schema, where they do not exist.
 */
export async function openDatabase(
  { connectionString, pool: given, schema = "countersign" }: PostgresSettings,
  tables: (schema: string) => string,
): Promise<Database> {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    throw new TypeError("The schema must be a name of small letters, digits and underscores.");
  }
  if (given !== undefined && connectionString !== undefined) {
    throw new TypeError("Give a pool or a connectionString, not both.");
  }
  const pool = given ?? (await createPool(connectionString));
  const close = async () => {
    if (!given) await pool.end();
  };
  try {
    await prepare(pool, `CREATE SCHEMA IF NOT EXISTS ${schema}; ${tables(schema)}`);
    return { pool, schema, close };
  } catch (error) {
    await close();
    throw error instanceof DeliveryError ? error : explainOpening(error);
  }
}

/** Without a connection string, pg takes what the environment says (`PGHOST` and the like). */
async function createPool(connectionString: string | undefined): Promise<Pool> {
  const { Pool } = await loadBinding();
  const pool = new Pool({
    ...(connectionString !== undefined && { connectionString }),
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // An idle connection that breaks is replaced when the next one is needed; unheard, its error ends the process.
  pool.on("error", () => {});
  return pool;
}

async function loadBinding(): Promise<Pick<typeof import("pg"), "Pool">> {
  try {
    return (await import("pg")).default;
  } catch (cause) {
    const message = 'The package pg is not installed: "npm install pg".';
    throw new DeliveryError("ERR_DELIVERY_BINDING_MISSING", message, { cause });
  }
}

/** Under a lock: where two processes start at once, CREATE … IF NOT EXISTS fails in one of them. */
async function prepare(pool: Pool, statements: string): Promise<void> {
  const client = await pool.connect();
  try {
    await assertSafe(client);
    await client.query(
      `BEGIN; SELECT pg_advisory_xact_lock(hashtext('countersign'), hashtext('tables')); ${statements}; COMMIT`,
    );
    client.release();
  } catch (error) {
    client.release(true);
    throw error;
  }
}

async function assertSafe(client: PoolClient): Promise<void> {
  for (const name of ["fsync", "synchronous_commit"]) {
    const { rows } = await client.query(`SHOW ${name}`);
    if (rows[0]?.[name] !== "off") continue;
    throw new DeliveryError(
      "ERR_DELIVERY_UNSAFE_DATABASE",
      `PostgreSQL has ${name} off: what it confirms is lost where its machine fails. Switch it on.`,
    );
  }
}
