import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { connect } from "./connect.js";
import { findPostgresPrograms, startPostgres } from "./postgres-server.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Empty where there is no PostgreSQL. */
    databaseUrl: string;
  }
}

const folder = new URL("../..", import.meta.url).pathname;

/** Builds what a worker thread runs, and finds a database for all tests. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  build();
  const given = process.env.DATABASE_URL ?? "postgres://postgres@127.0.0.1:5432/postgres";
  const programs = findPostgresPrograms();
  const isThere = await connect(given);
  const own = isThere || programs === undefined ? undefined : await startPostgres(programs);
  project.provide("databaseUrl", isThere ? given : (own?.url ?? ""));
  return async () => {
    await own?.remove();
  };
}

/**
 * Worker threads and child processes run what is built, also in tests. The test command builds first; where vitest
 * was started alone, and a source is newer than what was built, it is built here.
 */
function build(): void {
  for (const directory of [join(folder, "../crypto-core"), folder]) {
    const built = statSync(join(directory, "dist/index.js"), { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const sources = readdirSync(join(directory, "src"), { recursive: true, encoding: "utf8" });
    if (sources.every((name) => statSync(join(directory, "src", name)).mtimeMs <= built)) continue;
    const { status } = spawnSync("npx", ["tsup", "--no-dts"], { cwd: directory, stdio: "inherit" });
    if (status !== 0) throw new Error(`The build of ${directory} failed.`);
  }
}
