import { existsSync } from "node:fs";
import { cp, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { root } from "../run.mjs";
import { capture } from "./capture.mjs";

const builtFile = "build/Release/better_sqlite3.node";

/**
 * Gives a project the native part of better-sqlite3 for a runtime, where its README has it installed: the one that
 * is published; where that cannot be downloaded, the one that was compiled for the workspace's tests, if it is for
 * such a runtime; else one that is compiled now, which takes a minute.
 *
 * @returns why there is none, or undefined.
 */
export async function fetchSqliteBinary(binary, project) {
  const folder = join(project, "node_modules/better-sqlite3");
  if (!existsSync(folder)) return undefined;
  const problems = [];
  for (const fetch of [download, copy, compile]) {
    try {
      await fetch(binary, folder);
      await capture(binary, ["-e", 'new (require("better-sqlite3"))(":memory:")'], { cwd: project });
      return undefined;
    } catch ({ message }) {
      problems.push(message);
    }
  }
  return `better-sqlite3 can neither be downloaded nor compiled for it: ${problems.join("\n")}`;
}

async function download(binary, folder) {
  await capture(binary, [join(folder, "../prebuild-install/bin.js")], { cwd: folder });
}

async function copy(_, folder) {
  await cp(join(root, "packages/delivery/node_modules/better-sqlite3", builtFile), join(folder, builtFile));
}

/** With the headers that npm's package of the runtime has. */
async function compile(binary, folder) {
  const version = (await capture(binary, ["-p", "process.versions.node"])).trim();
  const headers = await mkdtemp(join(tmpdir(), "countersign-headers-"));
  try {
    const name = `node-${process.platform}-${process.arch}@${version}`;
    await capture("npm", ["pack", name, "--silent"], { cwd: headers });
    const [tarball] = await readdir(headers);
    await capture("tar", ["-xzf", tarball, "package/include"], { cwd: headers });
    // pnpm, through which this is run, has a node-gyp on the path, which prefers the environment to its options.
    const env = { npm_config_nodedir: join(headers, "package") };
    await capture("node-gyp", ["rebuild", "--silent"], { cwd: folder, env });
  } finally {
    await rm(headers, { recursive: true });
  }
}
