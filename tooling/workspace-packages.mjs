import { readdir, readFile } from "node:fs/promises";
import { root } from "./run.mjs";

/** Every package and app of the repository: its name, its folder, and its manifest. */
export async function workspacePackages() {
  const found = [];
  for (const parent of ["packages", "apps", "facts"]) {
    for (const folder of await readdir(root + parent)) {
      const directory = `${root}${parent}/${folder}`;
      const manifest = JSON.parse(await readFile(`${directory}/package.json`, "utf8"));
      found.push({ name: manifest.name, folder, directory, manifest });
    }
  }
  return found;
}

/** Those that are published. */
export async function publishedPackages() {
  return (await workspacePackages()).filter(({ manifest }) => !manifest.private);
}
