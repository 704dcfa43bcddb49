import "./require-node.mjs";
import { run, turbo } from "./run.mjs";

/** Runtimes whose npm packages bring their binaries, and how each is told to run a file. */
const runtimes = [
  ["node@20.19.0", "node"],
  ["node@22", "node"],
  ["node@24", "node"],
  ["bun", "bun"],
  ["deno", "deno", "run", "--allow-all"],
];

if ((await turbo(["run", "build", "--filter=@countersign/crypto-core", "--output-logs=errors-only"])) !== 0) {
  process.exit(1);
}
let failed = 0;
for (const [name, ...command] of runtimes) {
  const smoke = "packages/crypto-core/test/runtimes/smoke.mjs";
  const exitCode = await run("npx", ["--yes", "--package", name, ...command, smoke]);
  if (exitCode !== 0) {
    console.error(`${name}: failed`);
    failed += 1;
  }
}
console.log(`${runtimes.length - failed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
