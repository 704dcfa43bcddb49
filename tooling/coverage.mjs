import "./require-node.mjs";
import { readFile } from "node:fs/promises";
import { root, turbo } from "./run.mjs";
import { workspacePackages } from "./workspace-packages.mjs";

/**
 * Runs the tests of packages and apps and prints how much of their sources they went through; which lines they did
 * not is in `coverage/index.html` of each.
 *
 *   node coverage.mjs [NAME…]     crypto-core, clearbank, …; all by default
 */
const names = process.argv.slice(2);
const chosen = (await workspacePackages()).filter(
  ({ folder, manifest }) => "test" in manifest.scripts && (names.length === 0 || names.includes(folder)),
);
if (chosen.length < names.length) {
  console.error(`One of these has no tests, or is not in packages/ or apps/: ${names.join(", ")}`);
  process.exit(2);
}
const filters = chosen.map(({ name }) => `--filter=${name}`);
process.exitCode = await turbo([
  "run",
  "test",
  ...filters,
  "--continue",
  "--output-logs=errors-only",
  "--ui=stream",
  "--",
  "--coverage",
]);

console.log(
  `${"".padEnd(36)}${["branches", "lines", "functions"].map((each) => each.padStart(12)).join("")}`,
);
for (const { name, directory } of chosen) {
  const text = await readFile(`${directory}/coverage/coverage-summary.json`, "utf8").catch(() => undefined);
  const { branches, lines, functions } = text ? JSON.parse(text).total : {};
  const cells = [branches, lines, functions].map((each) => (each ? `${each.pct.toFixed(2)} %` : "none"));
  console.log(`${name.padEnd(36)}${cells.map((cell) => cell.padStart(12)).join("")}`);
}
console.log(`Line by line: ${root}{packages,apps}/NAME/coverage/index.html`);
