import { readFile } from "node:fs/promises";

/**
 * Counts the tests of one vitest run. The JSON report alone says success where a file could not be loaded to
 * its end, a promise was rejected outside of a test, or the runner was killed: the exit code tells those.
 *
 * @param path the JSON report, which must not be there before the run.
 * @param exitCode the run's; undefined where it never ran.
 */
export async function readReport(path, exitCode) {
  let report;
  try {
    report = JSON.parse(await readFile(path, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.length === 0,
  );
  const passed = report.numPassedTests;
  const skipped = report.numPendingTests + report.numTodoTests;
  const failed = report.numFailedTests + unloaded.length;
  const unexplained = failed === 0 && (exitCode !== 0 || passed === 0);
  return { passed, failed: unexplained ? 1 : failed, skipped };
}
