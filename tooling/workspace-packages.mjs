import { readdir, readFile } from "node:fs/promises";
import { root } from "./run.mjs";

/** Every package and app of the repository: its name, its folder, and its scripts. */
export async function workspacePackages() {
  const found = [];
  for (const parent of ["packages", "apps", "facts"]) {
    for (const folder of await readdir(root + parent)) {
      const directory = `${root}${parent}/${folder}`;
      const { name, scripts } = JSON.parse(await readFile(`${directory}/package.json`, "utf8"));
      found.push({ name, folder, directory, scripts });
    }
  }
  return found;
}
