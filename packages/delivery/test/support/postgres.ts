import { randomBytes } from "node:crypto";
import pg from "pg";
import { describe, inject, it, onTestFinished } from "vitest";
import { findPostgresPrograms } from "./postgres-server.js";

const missing = "PostgreSQL: apt-get install postgresql";

/**
 * `describe` where there is a PostgreSQL; where there is none, the tests are skipped with a line that says what to
 * install, except in CI, where that is a failure.
 */
export function describeWithPostgres(name: string, tests: (connectionString: string) => void): void {
  const connectionString = inject("databaseUrl");
  describeWhere(connectionString !== "", name, () => tests(connectionString));
}

/** The same for tests that start a server of their own. */
export function describeWithPostgresPrograms(name: string, tests: (programs: string) => void): void {
  const programs = findPostgresPrograms();
  describeWhere(programs !== undefined, name, () => tests(programs ?? ""));
}

function describeWhere(isThere: boolean, name: string, tests: () => void): void {
  if (isThere) return void describe(name, tests);
  if (!process.env.CI) return void describe.skip(`${name} (needs ${missing})`, () => it("runs", () => {}));
  describe(name, () => {
    it("finds what it needs", () => {
      throw new Error(`needs ${missing}`);
    });
  });
}

/** A pool for a test, and the name of a schema of its own, which is dropped when the test has finished. */
export function temporarySchema(connectionString: string): { pool: pg.Pool; schema: string } {
  const pool = new pg.Pool({ connectionString });
  pool.on("error", () => {});
  const schema = `test_${randomBytes(8).toString("hex")}`;
  onTestFinished(async () => {
    await pool.query(`DROP SCHEMA IF EXISTS ${schema} CASCADE`);
    await pool.end();
  });
  return { pool, schema };
}
