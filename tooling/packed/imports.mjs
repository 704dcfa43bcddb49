import { cp } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { capture } from "./capture.mjs";

const consumer = fileURLToPath(new URL("consumer/", import.meta.url));

/**
 * Imports specifiers in a project, by `require` where it is a CommonJS one.
 *
 * @returns of each either the `names` of its exports, or the `error`.
 */
export async function importExports(binary, project, isCommonJs, specifiers) {
  const file = isCommonJs ? "require-exports.cjs" : "import-exports.mjs";
  await cp(join(consumer, file), join(project, file));
  const output = await capture(binary, [file, ...specifiers], { cwd: project });
  return JSON.parse(output.trim().split("\n").at(-1));
}

/** Every specifier by which a package can be imported. */
export function specifiersOf({ name, exports }) {
  return Object.keys(exports)
    .filter((path) => path !== "./package.json")
    .map((path) => name + path.slice(1));
}
