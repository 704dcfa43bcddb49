import "./require-node.mjs";
import { readdir, readFile, rm } from "node:fs/promises";
import { readReport } from "./read-report.mjs";
import { root, run, runTool, turbo } from "./run.mjs";
import { workspacePackages } from "./workspace-packages.mjs";

/** The checks of the whole repository, each of which counts as one test. */
const checks = {
  lint: () => runTool("biome", ["check", "--error-on-warnings", "."]),
  // Both remember by content what they read of a file, which spares most of their time.
  layers: () =>
    runTool("depcruise", [
      "--config=.dependency-cruiser.mjs",
      "--cache=node_modules/.cache/dependency-cruiser",
      "--cache-strategy=content",
      "packages",
      "apps",
      "facts",
    ]),
  unused: () => runTool("knip", ["--cache"]),
  // All packages at once: one after the other, each would read what it depends on again.
  types: () => runTool("tsc", ["--project", "."]),
  "this command": async () => {
    const tests = (await readdir(`${root}tooling`)).filter((file) => file.endsWith(".test.mjs"));
    return await run(process.execPath, [
      "--test",
      "--test-reporter=dot",
      ...tests.map((file) => `tooling/${file}`),
    ]);
  },
};

const rows = [];
for (const [name, check] of Object.entries(checks)) rows.push(single(name, (await check()) === 0));
rows.push(...(await runTasks()));

for (const { name, passed, failed, skipped, isKept } of rows) {
  const counts = [
    `${passed} passed`,
    failed > 0 && `${failed} failed`,
    skipped > 0 && `${skipped} skipped`,
    isKept && "kept from a run of the same files",
  ];
  console.log(`${name.padEnd(44)}${counts.filter(Boolean).join(", ")}`);
}
const sum = (what) => rows.reduce((total, row) => total + row[what], 0);
const failed = sum("failed");
console.log(`${sum("passed")} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;

/** Package checks and tests of every workspace package, each where it is and all of them, come what may. */
async function runTasks() {
  const packages = await workspacePackages();
  for (const { directory } of packages) await rm(`${directory}/.reports`, { recursive: true, force: true });
  await rm(`${root}.turbo/runs`, { recursive: true, force: true });
  const tasks = ["check:package", "check:api", "test"];
  // Whatever of it was run before, here or in another worktree, is not run again; in CI everything is.
  const env = process.env.CI ? { TURBO_FORCE: "true" } : {};
  // A task has processes of its own: more of them than this only wait for one another.
  const running = ["--continue", "--concurrency=4"];
  const telling = ["--summarize", "--output-logs=new-only", "--ui=stream"];
  await turbo(["run", ...tasks, ...running, ...telling], { env });
  const outcomes = await readSummary();
  const result = [];
  for (const { name, directory, manifest } of packages) {
    for (const task of ["build", ...tasks].filter((each) => each in manifest.scripts)) {
      const { exitCode, isKept } = outcomes.get(`${name}#${task}`) ?? {};
      if (task === "test")
        result.push({ name, isKept, ...(await readReport(`${directory}/.reports/vitest.json`, exitCode)) });
      else if (task !== "build" || exitCode !== 0) result.push(single(`${name} ${task}`, exitCode === 0));
    }
  }
  return result;
}

/** What became of each task, from turbo's own account of the run; one that never ran is not in it. */
async function readSummary() {
  const [file] = await readdir(`${root}.turbo/runs`).catch(() => []);
  if (!file) return new Map();
  const { tasks } = JSON.parse(await readFile(`${root}.turbo/runs/${file}`, "utf8"));
  return new Map(
    tasks.map(({ taskId, execution, cache }) => [
      taskId,
      { exitCode: execution?.exitCode, isKept: cache?.status === "HIT" },
    ]),
  );
}

function single(name, ok) {
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
}
