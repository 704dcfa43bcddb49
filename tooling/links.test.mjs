import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { root } from "./run.mjs";

const parents = ["packages", "apps", "docs", "tooling", ".changeset"];
const adrs = (await readdir(`${root}docs/adr`)).map((file) => `docs/adr/${file}`);

for (const file of ["README.md", "CONTRIBUTING.md", "SECURITY.md", ...adrs]) {
  test(`${file} names files that there are`, async () => {
    const text = await readFile(root + file, "utf8");
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) =>
      join(dirname(file), path),
    );
    const paths = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+)`/g)].map(([, path]) => path).filter(isPath);
    const missing = [...links, ...paths].filter(
      (path) => !existsSync(root + path) && !existsSync(`${root}packages/${path}`),
    );
    assert.deepEqual(missing, []);
  });
}

/** Whether it is meant for a file: its first part is a folder of this repository, or a package. */
function isPath(path) {
  const [first] = path.split("/");
  return /\.\w+$/.test(path) && (parents.includes(first) || existsSync(`${root}packages/${first}`));
}
