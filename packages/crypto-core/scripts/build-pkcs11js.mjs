import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

// Compiles pkcs11js where that has not been done. Run it through pnpm, which has a node-gyp on the path.
const require = createRequire(import.meta.url);
if (!isCompiled()) process.exitCode = compile(dirname(require.resolve("pkcs11js/package.json")));

function isCompiled() {
  try {
    return Boolean(require("pkcs11js"));
  } catch {
    return false;
  }
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
