import "./require-node.mjs";
import { Stryker } from "@stryker-mutator/core";
import { root, turbo } from "./run.mjs";

/** Where a fault would let a forged message pass, and the least score that is accepted. */
const targets = {
  "crypto-core": { files: ["src/cavage/!(profile).ts"], minimum: 95 },
  clearbank: {
    files: [
      "src/webhook/{acknowledge,address-set,caller-check,forwarded-for,nonce,refusal,verify-webhook,webhook-handler}.ts",
    ],
    minimum: 95,
  },
};

/**
 * Puts deliberate faults into the sources, in a copy, one at a time, and counts those that no test finds. The
 * survivors that are known, and why, are in docs/mutation.md.
 *
 *   node mutation.mjs [NAME…]     crypto-core, clearbank; both by default
 */
const names = process.argv.slice(2);
const unknown = names.filter((name) => !(name in targets));
if (unknown.length > 0) {
  console.error(`There is no target ${unknown.join(", ")}; there are: ${Object.keys(targets).join(", ")}`);
  process.exit(2);
}
process.chdir(root);
for (const name of names.length > 0 ? names : Object.keys(targets)) {
  const { files, minimum } = targets[name];
  const built = await turbo([
    "run",
    "build",
    `--filter=@countersign/${name}^...`,
    "--output-logs=errors-only",
  ]);
  if (built !== 0) process.exit(built);
  const stryker = new Stryker({
    mutate: files.map((file) => `packages/${name}/${file}`),
    testRunner: "vitest",
    plugins: ["@stryker-mutator/vitest-runner"],
    vitest: { configFile: `packages/${name}/vitest.mutation.config.ts`, related: false },
    coverageAnalysis: "perTest",
    // A fault may make a test wait, and each wait costs its whole limit.
    timeoutMS: 10_000,
    concurrency: 1,
    ignoreStatic: true,
    thresholds: { high: 100, low: minimum, break: minimum },
    reporters: ["progress-append-only", "clear-text", "html", "json"],
    clearTextReporter: { allowColor: false, reportTests: false, logTests: false },
    htmlReporter: { fileName: `packages/${name}/.reports/mutation.html` },
    jsonReporter: { fileName: `packages/${name}/.reports/mutation.json` },
    tempDirName: ".stryker-tmp",
    ignorePatterns: ["apps", "docs", "**/dist", "**/.turbo", "**/.reports", "**/coverage"],
  });
  await stryker.runMutationTest();
}
