import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe } from "vitest";

const packages: Readonly<Record<string, string>> = {
  openssl: "apt-get install openssl",
  keytool: "apt-get install default-jdk-headless",
  java: "apt-get install default-jdk-headless",
};

/**
 * `describe` where the tool is installed; where it is not, the tests are skipped with a line that says what to
 * install, except in CI, where nothing may be skipped for that reason.
 */
export function describeWith(tool: "openssl" | "keytool" | "java", name: string, tests: () => void): void {
  const isInstalled = spawnSync(tool, [tool === "openssl" ? "version" : "-help"]).error === undefined;
  if (isInstalled || process.env.CI) return void describe(name, tests);
  describe.skip(`${name} (needs ${tool}: ${packages[tool]})`, tests);
}

/** Runs a tool and gives its output; an exit code other than 0 is an error with everything that it printed. */
export function run(tool: string, args: readonly string[], input?: string | Uint8Array): string {
  return runVerbosely(tool, args, input).stdout;
}

/** The same, with what it printed to standard error: where some keep what they think of a signature. */
export function runVerbosely(
  tool: string,
  args: readonly string[],
  input?: string | Uint8Array,
): { stdout: string; stderr: string } {
  const { status, stdout, stderr, error } = spawnSync(tool, args, { ...(input !== undefined && { input }) });
  if (error !== undefined) throw error;
  if (status !== 0) throw new Error(`${tool} ${args.join(" ")}\n${stdout}\n${stderr}`);
  return { stdout: stdout.toString("utf8"), stderr: stderr.toString("utf8") };
}

interface TemporaryFolder {
  path(name: string): string;
  read(name: string): Uint8Array;
  /** Writes a file and gives its path. */
  write(name: string, data: string | Uint8Array): string;
  readonly remove: () => void;
}

/** A folder of its own for files that tools read and write. */
export function temporaryFolder(): TemporaryFolder {
  const folder = mkdtempSync(join(tmpdir(), "countersign-"));
  const path = (name: string) => join(folder, name);
  return {
    path,
    read: (name) => new Uint8Array(readFileSync(path(name))),
    write(name, data) {
      writeFileSync(path(name), data);
      return path(name);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
