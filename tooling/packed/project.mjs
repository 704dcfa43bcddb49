import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { capture } from "./capture.mjs";

/** Makes the empty project of somebody who has just begun. */
export async function makeProject(folder, npmrc, manifest = {}) {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, ...manifest }));
  await writeFile(join(folder, ".npmrc"), npmrc);
  return folder;
}

/** Installs packages with npm. Install scripts are left out: what is native is made where it is used. */
export async function npmInstall(folder, specifiers) {
  await capture("npm", ["install", "--no-audit", "--no-fund", ...specifiers], {
    cwd: folder,
    env: withoutScripts,
  });
}

export const withoutScripts = { npm_config_ignore_scripts: "true" };
