import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeApi } from "./describe-api.mjs";
import { run } from "./run.mjs";

/**
 * Writes down the public API of the package in the current folder, as `api.md`: what a user of its built types
 * sees, so that a change of it is read in a review. With --check nothing is written, and a difference is shown.
 *
 *   node api.mjs [--check]
 */
const directory = process.cwd();
const file = join(directory, "api.md");
const now = await describeApi(directory);
if (!process.argv.includes("--check")) await writeFile(file, now);
else if ((await readFile(file, "utf8").catch(() => "")) !== now) await fail();

async function fail() {
  const folder = await mkdtemp(join(tmpdir(), "countersign-api-"));
  try {
    await writeFile(join(folder, "api.md"), now);
    await run("git", ["--no-pager", "diff", "--no-index", "--no-color", "--", file, join(folder, "api.md")]);
  } finally {
    await rm(folder, { recursive: true });
  }
  console.error(
    `The public API is not what ${file} says. If that is meant, run "npx --yes pnpm@10 api", read the diff, and commit it.`,
  );
  process.exitCode = 1;
}
