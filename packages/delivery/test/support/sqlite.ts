import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it, onTestFinished } from "vitest";

/**
 * `describe` where better-sqlite3 is compiled; where it is not, the tests are skipped with a line that says how
 * to, except in CI, where that is a failure.
 */
export function describeWithSqlite(name: string, tests: () => void): void {
  const missing = whatIsMissing();
  if (missing === undefined) return void describe(name, tests);
  if (!process.env.CI) return void describe.skip(`${name} (needs ${missing})`, () => it("runs", () => {}));
  describe(name, () => {
    it("finds what it needs", () => {
      throw new Error(`needs ${missing}`);
    });
  });
}

function whatIsMissing(): string | undefined {
  try {
    const Database = createRequire(import.meta.url)("better-sqlite3");
    new Database(":memory:").close();
    return undefined;
  } catch {
    return "the compiled better-sqlite3: pnpm -r build:native";
  }
}

/** A folder of the test's own, deleted when it has finished. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "countersign-delivery-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
