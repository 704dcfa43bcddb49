import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../run.mjs";
import { capture } from "./capture.mjs";

const builtFile = "build/Release/better_sqlite3.node";

/**
 * Gives a project the native part of better-sqlite3 for a runtime, where its README has it installed: the one that
 * is published, or the one that was compiled for the workspace's tests.
 *
 * @returns why there is none, or undefined.
 */
export async function fetchSqliteBinary(binary, project) {
  const folder = join(project, "node_modules/better-sqlite3");
  if (!existsSync(folder)) return undefined;
  const download = [join(project, "node_modules/prebuild-install/bin.js")];
  if (await succeeds(capture(binary, download, { cwd: folder }))) return undefined;
  const compiled = join(root, "packages/delivery/node_modules/better-sqlite3", builtFile);
  if (existsSync(compiled)) {
    await cp(compiled, join(folder, builtFile));
    const use = ["-e", 'new (require("better-sqlite3"))(":memory:")'];
    if (await succeeds(capture(binary, use, { cwd: project }))) return undefined;
  }
  return "better-sqlite3's published binary for it cannot be downloaded; for the Node that runs this, pnpm -r build:native compiles one";
}

async function succeeds(promise) {
  return await promise.then(
    () => true,
    () => false,
  );
}
