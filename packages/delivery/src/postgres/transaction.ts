import type { Pool, PoolClient, QueryConfig, QueryResult } from "pg";
import { explainFailure } from "./explain-failure.js";

/** A connection that says nothing for so long is given up. */
const queryTimeoutMs = 30_000;

/** What pg understands and its types leave out. */
interface TimedQuery extends QueryConfig {
  readonly query_timeout: number;
  /** One statement only, also where there are no values. */
  readonly queryMode: "extended";
}

function toQuery(text: string, values: readonly unknown[]): TimedQuery {
  return { text, values: [...values], query_timeout: queryTimeoutMs, queryMode: "extended" };
}

/** Runs one statement, which is a transaction of its own. */
export async function runStatement(
  pool: Pool,
  text: string,
  values: readonly unknown[] = [],
): Promise<QueryResult> {
  try {
    return await pool.query(toQuery(text, values));
  } catch (error) {
    throw explainFailure(error);
  }
}

/** Statements that are committed together. Where one fails, so do all: roll back. */
export interface Transaction {
  readonly run: (text: string, values?: readonly unknown[]) => Promise<QueryResult>;
  readonly commit: () => Promise<void>;
  /** Never rejects: with its connection a transaction ends too. */
  readonly rollback: () => Promise<void>;
}

export async function beginTransaction(pool: Pool): Promise<Transaction> {
  let client: PoolClient;
  try {
    client = await pool.connect();
  } catch (error) {
    throw explainFailure(error);
  }
  // A connection that breaks between two statements: the next one fails. Unheard, its error ends the process.
  const ignore = () => {};
  client.on("error", ignore);

  async function run(text: string, values: readonly unknown[] = []): Promise<QueryResult> {
    try {
      return await client.query(toQuery(text, values));
    } catch (error) {
      throw explainFailure(error);
    }
  }

  function release(isBroken: boolean): void {
    client.off("error", ignore);
    client.release(isBroken);
  }

  const transaction: Transaction = {
    run,
    async commit() {
      await run("COMMIT");
      release(false);
    },
    async rollback() {
      await run("ROLLBACK").then(
        () => release(false),
        () => release(true),
      );
    },
  };
  try {
    await run("BEGIN");
    return transaction;
  } catch (error) {
    release(true);
    throw error;
  }
}

/** Runs the action in a transaction that is committed where it resolves, and rolled back where it rejects. */
export async function inTransaction<T>(
  pool: Pool,
  action: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  const transaction = await beginTransaction(pool);
  try {
    const result = await action(transaction);
    await transaction.commit();
    return result;
  } catch (error) {
    await transaction.rollback();
    throw error;
  }
}
