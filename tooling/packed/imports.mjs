import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { capture } from "./capture.mjs";

const consumer = fileURLToPath(new URL("consumer/", import.meta.url));

/**
 * Imports specifiers in a project, by `require` where it is a CommonJS one: in a process of their own, where nobody
 * else's failure stands in the way.
 *
 * @returns the names that each of them exports.
 */
export async function importExports(binary, project, kind, specifiers) {
  const file = kind === "CommonJS" ? "require-exports.cjs" : "import-exports.mjs";
  await cp(join(consumer, file), join(project, file));
  const output = await capture(binary, [file, ...specifiers], { cwd: project });
  const names = JSON.parse(output.trim().split("\n").at(-1));
  const empty = specifiers.filter((specifier) => names[specifier].length === 0);
  if (empty.length > 0) throw new Error(`nothing is exported by ${empty.join(", ")}`);
  return names;
}

/** Whether a package is to be run, and not to be imported. */
export function isProgram(manifest) {
  return specifiersOf(manifest).length === 0;
}

/** Every specifier by which a package can be imported. */
export function specifiersOf({ name, exports }) {
  return Object.keys(exports)
    .filter((path) => path !== "./package.json")
    .map((path) => name + path.slice(1));
}
