import { spawnSync } from "node:child_process";
import { describe, it } from "vitest";

/**
 * `describe` where the programs are installed; where one is not, the tests are skipped with a line that says what
 * to install, except in CI, where nothing may be skipped for that reason.
 */
export function describeWithPrograms(
  programs: Readonly<Record<string, string>>,
  name: string,
  tests: () => void,
): void {
  const missing = Object.keys(programs).filter((each) => spawnSync(each, ["--version"]).error !== undefined);
  if (missing.length === 0 || process.env.CI) return void describe(name, tests);
  const needed = missing.map((each) => `${each}: apt-get install ${programs[each]}`).join(", ");
  describe.skip(`${name} (needs ${needed})`, () => it("runs", () => {}));
}
