import { join } from "node:path";
import { packAll } from "./pack.mjs";
import { makeProject, npmInstall } from "./project.mjs";
import { startRegistry } from "./registry.mjs";

/**
 * Installs each published package into a project of its own, without its optional peers: what people get who want
 * this one package.
 *
 * @returns the packages, with the `project` of each.
 */
export async function installAlone(folder) {
  const packages = await packAll(join(folder, "tarballs"));
  const registry = await startRegistry(packages);
  try {
    const installed = [];
    for (const each of packages) {
      const project = await makeProject(join(folder, "alone", each.name), registry.npmrc, { type: "module" });
      await npmInstall(project, [each.name]);
      installed.push({ ...each, project });
    }
    return installed;
  } finally {
    await registry.close();
  }
}
