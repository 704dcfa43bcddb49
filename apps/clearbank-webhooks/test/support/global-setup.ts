import { build } from "tsup";
import type { TestProject } from "vitest/node";
import { findPostgres } from "./postgres-server.js";

declare module "vitest" {
  export interface ProvidedContext {
    /** Empty where there is no PostgreSQL. */
    databaseUrl: string;
  }
}

/** Builds the program that the tests start, as its configuration says, and finds a database for them. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  await build({ silent: true });
  const postgres = await findPostgres();
  project.provide("databaseUrl", postgres?.url ?? "");
  return async () => {
    await postgres?.stop();
  };
}
