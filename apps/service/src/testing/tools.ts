import { spawnSync } from "node:child_process";
import { describe } from "vitest";

/**
 * `describe` where the programs are installed; where one is not, the tests are skipped with a line that says what to
 * install, except in CI, where nothing may be skipped for that reason.
 */
export function describeWithPrograms(programs: readonly string[], name: string, tests: () => void): void {
  const missing = programs.filter((each) => spawnSync(each, ["--version"]).error !== undefined);
  if (missing.length === 0 || process.env.CI) return void describe(name, tests);
  describe.skip(`${name} (needs ${missing.map((each) => `apt-get install ${each}`).join(", ")})`, tests);
}
