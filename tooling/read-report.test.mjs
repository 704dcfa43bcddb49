import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { readReport } from "./read-report.mjs";

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-report-"));
});
after(() => rm(folder, { recursive: true }));

const good = { status: "passed", assertionResults: [{}, {}] };
const report = (changes = {}) => ({
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  testResults: [good],
  ...changes,
});

async function count(content, exitCode) {
  const path = join(folder, "vitest.json");
  await writeFile(path, typeof content === "string" ? content : JSON.stringify(content));
  return await readReport(path, exitCode);
}

test("a good run counts as it says", async () => {
  assert.deepEqual(await count(report({ numPendingTests: 1, numTodoTests: 2 }), 0), {
    passed: 2,
    failed: 0,
    skipped: 3,
  });
});

test("a failing assertion counts once", async () => {
  assert.deepEqual(await count(report({ numPassedTests: 1, numFailedTests: 1 }), 1), {
    passed: 1,
    failed: 1,
    skipped: 0,
  });
});

test("a file that cannot be loaded counts as one, though it has no tests to fail", async () => {
  const unloaded = { status: "failed", assertionResults: [] };
  assert.equal((await count(report({ testResults: [good, unloaded] }), 1)).failed, 1);
});

test("an unhandled rejection counts as one, though the report says that all passed", async () => {
  assert.equal((await count(report(), 1)).failed, 1);
});

test("a run that was killed, or never started, counts as one", async () => {
  assert.equal((await count(report(), undefined)).failed, 1);
  assert.equal((await count('{"numPassedTests":', 0)).failed, 1);
  assert.deepEqual(await readReport(join(folder, "absent.json"), 0), { passed: 0, failed: 1, skipped: 0 });
});

test("a run without any test counts as one", async () => {
  assert.equal((await count(report({ numPassedTests: 0, testResults: [] }), 0)).failed, 1);
});
