import { spawnSync } from "node:child_process";
import { describe } from "vitest";

const versionOptions = { curl: "--version", nginx: "-v" } as const;

/**
 * `describe` where the tool is installed; where it is not, the tests are skipped with a line that says what to
 * install, except in CI, where nothing may be skipped for that reason.
 */
export function describeWith(tool: keyof typeof versionOptions, name: string, tests: () => void): void {
  const isInstalled = spawnSync(tool, [versionOptions[tool]]).error === undefined;
  if (isInstalled || process.env.CI) return void describe(name, tests);
  describe.skip(`${name} (needs ${tool}: apt-get install ${tool})`, tests);
}
