import { spawnSync } from "node:child_process";
import { describe } from "vitest";

const tools = {
  openssl: { option: "version", install: "apt-get install openssl" },
  nginx: { option: "-v", install: "apt-get install nginx" },
  tinyproxy: { option: "-v", install: "apt-get install tinyproxy" },
  curl: { option: "--version", install: "apt-get install curl" },
} as const;

/**
 * `describe` where the tool is installed; where it is not, the tests are skipped with a line that says what to
 * install, except in CI, where nothing may be skipped for that reason.
 */
export function describeWith(tool: keyof typeof tools, name: string, tests: () => void): void {
  const { option, install } = tools[tool];
  const isInstalled = spawnSync(tool, [option]).error === undefined;
  if (isInstalled || process.env.CI) return void describe(name, tests);
  describe.skip(`${name} (needs ${tool}: ${install})`, tests);
}
