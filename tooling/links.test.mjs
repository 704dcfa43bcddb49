import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname } from "node:path";
import { test } from "node:test";
import { brokenLinks } from "./document-links.mjs";
import { root } from "./run.mjs";
import { workspacePackages } from "./workspace-packages.mjs";

const parents = ["packages", "apps", "docs", "tooling", ".changeset"];
const documents = ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...(await below("docs/adr"))];
for (const { directory } of await workspacePackages()) {
  const folder = directory.slice(root.length);
  documents.push(...(await below(`${folder}/docs`)));
  if (existsSync(`${directory}/README.md`)) documents.push(`${folder}/README.md`);
}

for (const file of documents) {
  test(`${file} names files that there are`, async () => {
    const text = await readFile(root + file, "utf8");
    const paths = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+)`/g)].map(([, path]) => path).filter(isPath);
    const missing = paths.filter(
      (path) => !existsSync(root + path) && !existsSync(`${root}packages/${path}`),
    );
    assert.deepEqual([...brokenLinks(text, dirname(root + file), root), ...missing], []);
  });
}

async function below(folder) {
  const files = await readdir(root + folder).catch(() => []);
  return files.filter((file) => file.endsWith(".md")).map((file) => `${folder}/${file}`);
}

/** Whether it is meant for a file: its first part is a folder of this repository, or a package. */
function isPath(path) {
  const [first] = path.split("/");
  return /^\w.*\.\w+$/.test(path) && (parents.includes(first) || existsSync(`${root}packages/${first}`));
}
