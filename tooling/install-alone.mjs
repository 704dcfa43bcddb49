import "./require-node.mjs";
import { specifiersOf } from "./packed/imports.mjs";
import { installAlone } from "./packed/install-alone.mjs";

/**
 * For benchmarks: `node install-alone.mjs FOLDER` prints each package's name, the project that has only it, and what
 * is imported of it: nothing of a program.
 */
const installed = await installAlone(process.argv[2]);
const lines = installed.map(({ name, project, manifest }) => {
  return { name, project, imports: specifiersOf(manifest).filter((specifier) => specifier === name) };
});
console.log(JSON.stringify(lines));
