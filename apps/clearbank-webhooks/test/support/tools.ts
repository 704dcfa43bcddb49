import { spawnSync } from "node:child_process";
import { describe, inject, it } from "vitest";

/**
 * `describe` where there is a PostgreSQL; where there is none, the tests are skipped with a line that says what to
 * install, except in CI, where nothing may be skipped for that reason.
 */
export function describeWithPostgres(name: string, tests: (databaseUrl: string) => void): void {
  const databaseUrl = inject("databaseUrl");
  if (databaseUrl !== "") return void describe(name, () => tests(databaseUrl));
  if (!process.env.CI)
    return void describe.skip(`${name} (needs apt-get install postgresql)`, () => it("runs", () => {}));
  describe(name, () => {
    it("finds what it needs", () => {
      throw new Error("needs apt-get install postgresql");
    });
  });
}

/** Runs a program in a folder to its end; an exit code other than 0 is an error with what it said. */
export function runProgram(folder: string, program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd: folder, encoding: "utf8" });
  if (error) throw error;
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}\n${stdout}\n${stderr}`);
  return stdout;
}
