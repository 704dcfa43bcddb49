import { spawnSync } from "node:child_process";
import { describe } from "vitest";

const packages: Readonly<Record<string, string>> = {
  openssl: "apt-get install openssl",
  keytool: "apt-get install default-jdk-headless",
};

/**
 * `describe` where the tool is installed; where it is not, the tests are skipped with a line that says what to
 * install, except in CI, where nothing may be skipped for that reason.
 */
export function describeWith(tool: "openssl" | "keytool", name: string, tests: () => void): void {
  const isInstalled = spawnSync(tool, [tool === "openssl" ? "version" : "-help"]).error === undefined;
  if (isInstalled || process.env.CI) return void describe(name, tests);
  describe.skip(`${name} (needs ${tool}: ${packages[tool]})`, tests);
}

/** Runs a tool in a folder; an exit code other than 0 is an error with everything that it printed. */
export function runTool(folder: string, tool: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(tool, args, { cwd: folder });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${tool} ${args.join(" ")}\n${stdout}\n${stderr}`);
  return `${stdout.toString("utf8")}${stderr.toString("utf8")}`;
}
