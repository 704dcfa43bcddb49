import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { checkSources } from "./check-sources.mjs";
import { root } from "./run.mjs";

let folder;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "countersign-sources-"));
  await write("apps/sandbox/src/bank/rules.ts", 'export const method = { id: "clearbank.method" };\n');
  await write("packages/bank/src/call.ts", "");
});
after(() => rm(folder, { recursive: true }));

async function write(path, content) {
  await mkdir(join(folder, path, ".."), { recursive: true });
  await writeFile(join(folder, path), content);
}

async function check(...lines) {
  await write("docs/sources/bank.md", lines.join("\n"));
  return await checkSources(folder);
}

test("the tables of this repository name nothing that is not there", async () => {
  assert.deepEqual(await checkSources(root), []);
});

test("links from the root, beside the table and elsewhere are right", async () => {
  const links =
    "[a](/packages/bank/src/call.ts) [b](bank.md) [c](/packages#there) [d](https://bank.example/x)";
  assert.deepEqual(await check("# Bank", links, "`clearbank.method`, `other.method`, `call`"), []);
});

test("a link that leads to no file is told with its line", async () => {
  assert.deepEqual(await check("", "| [a](/packages/bank/src/cal.ts) | [b](call.ts) |"), [
    "docs/sources/bank.md:2: the link to /packages/bank/src/cal.ts leads to no file",
    "docs/sources/bank.md:2: the link to call.ts leads to no file",
  ]);
});

test("a rule that the sandbox does not have is told, also where another begins like it", async () => {
  assert.deepEqual(await check("`clearbank.meth`, `worldline-issuing.path`"), [
    "docs/sources/bank.md:1: the sandbox has no clearbank.meth",
    "docs/sources/bank.md:1: the sandbox has no worldline-issuing.path",
  ]);
});

test("no tables at all are no pass", async () => {
  await rm(join(folder, "docs/sources/bank.md"), { force: true });
  await mkdir(join(folder, "docs/sources"), { recursive: true });
  assert.deepEqual(await checkSources(folder), ["docs/sources: there are no tables"]);
});
