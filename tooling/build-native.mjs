import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * Compiles a native module of the package in the current folder, where that has not been done. Only tests need
 * it, so that installing takes no compiler. Run it through pnpm, which has a node-gyp on the path.
 *
 *   node build-native.mjs MODULE
 */
const [, , name] = process.argv;
const require = createRequire(join(process.cwd(), "package.json"));
if (!isCompiled()) process.exitCode = compile(dirname(require.resolve(`${name}/package.json`)));

function isCompiled() {
  // In a process of its own: some load their native part only when they are used.
  const use =
    "const loaded = require(process.argv[1]); if (typeof loaded === 'function') new loaded(':memory:')";
  return spawnSync(process.execPath, ["-e", use, require.resolve(name)], { stdio: "ignore" }).status === 0;
}

/** Node's headers are those beside its binary, where there are any: left to itself node-gyp downloads them. */
function compile(directory) {
  const prefix = dirname(dirname(process.execPath));
  const headers = existsSync(join(prefix, "include/node/node_api.h")) ? ["--nodedir", prefix] : [];
  const args = ["rebuild", "--silent", "--directory", directory, ...headers];
  const { status, error } = spawnSync("node-gyp", args, { stdio: "inherit" });
  if (error) throw error;
  return status ?? 1;
}
