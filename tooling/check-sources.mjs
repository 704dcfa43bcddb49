import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { brokenLinks } from "./document-links.mjs";

/**
 * Finds what the tables of the source documents (`docs/sources`) name and what is not there: links that lead to no
 * file, and names of rules and switches that the sandbox does not have. That a row is true, only its reader sees.
 *
 * @param root the repository's folder.
 * @returns a line for each, with its place; none where all is well.
 */
export async function checkSources(root) {
  const folder = join(root, "docs/sources");
  const sandbox = await readAll(join(root, "apps/sandbox/src"));
  const tables = (await readdir(folder)).filter((name) => name.endsWith(".md")).sort();
  const problems = await Promise.all(
    tables.map(async (name) => {
      const lines = (await readFile(join(folder, name), "utf8")).split("\n");
      return lines.flatMap((line, index) => {
        const links = brokenLinks(line, folder, root);
        const ids = idsIn(line).filter((id) => !sandbox.includes(`"${id}"`));
        return [
          ...links.map((target) => `the link to ${target} leads to no file`),
          ...ids.map((id) => `the sandbox has no ${id}`),
        ].map((what) => `docs/sources/${name}:${index + 1}: ${what}`);
      });
    }),
  );
  if (tables.length === 0) return ["docs/sources: there are no tables"];
  return problems.flat();
}

function idsIn(line) {
  const named = /`((?:clearbank|clearstream|worldline|worldline-issuing)\.[a-z][\w.-]*)`/g;
  return [...line.matchAll(named)].map(([, id]) => id);
}

async function readAll(folder) {
  const names = await readdir(folder, { recursive: true });
  const files = names.filter((name) => name.endsWith(".ts"));
  return (await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")))).join("\n");
}
