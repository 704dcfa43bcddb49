import "./require-node.mjs";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { packageFiles, troubleshootingPage } from "./package-template.mjs";
import { root, run, runTool } from "./run.mjs";

/**
 * Makes the package of another institution, which keeps every rule from the first commit on: its files, its
 * changeset, its place in the layers, its errors' page on the site, its public API written down.
 *
 *   node new-package.mjs NAME
 */
const [name = ""] = process.argv.slice(2);
const problem = problemOf(name);
if (problem) {
  console.error(`${problem}\nUsage: pnpm new:package NAME`);
  process.exit(2);
}
const folder = `${root}packages/${name}`;

for (const [path, content] of Object.entries(packageFiles(name))) {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await writeFile(join(folder, path), content);
}
await copyFile(`${root}LICENSE`, `${folder}/LICENSE`);
await writeFile(
  `${root}.changeset/first-${name}.md`,
  `---\n"@countersign/${name}": minor\n---\n\nFirst version.\n`,
);
await writeFile(`${root}apps/docs/pages/troubleshooting/${name}.md`, troubleshootingPage(name));
await addToLayers();
await step("format", runTool("biome", ["check", "--write", "--log-level=warn", folder]));
await step("install", run("pnpm", ["install", "--no-frozen-lockfile", "--silent"]));
await step(
  "build",
  run("pnpm", ["--silent", "run", "api", `--filter=@countersign/${name}`, "--output-logs=errors-only"]),
);

console.log(`packages/${name} is there, and keeps every rule. CONTRIBUTING.md says what to do next.`);

function problemOf(name) {
  if (!/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/.test(name))
    return `A name is lower-case words with hyphens between, such as acme-bank; this one is "${name}".`;
  const taken = ["packages", "apps"].find((parent) => existsSync(`${root}${parent}/${name}`));
  return taken && `There is ${taken}/${name} already.`;
}

/** Institutions never import one another: the rule has a list of them. */
async function addToLayers() {
  const file = `${root}.dependency-cruiser.mjs`;
  const rules = await readFile(file, "utf8");
  const changed = rules.replace(/^const institutions = "([^"]+)";$/m, `const institutions = "$1|${name}";`);
  if (changed === rules) throw new Error(`${file} has no list of institutions to add ${name} to.`);
  await writeFile(file, changed);
}

async function step(what, running) {
  if ((await running) === 0) return;
  console.error(`The step "${what}" failed; the files in packages/${name} are there.`);
  process.exit(1);
}
