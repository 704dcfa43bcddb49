import { spawn } from "node:child_process";
import { hashSurroundings } from "./surroundings.mjs";

/**
 * Runs a program, in this repository's folder by default, and resolves to its exit code; one that was killed counts
 * as 1. Interrupting us interrupts it too, as it belongs to the same terminal: we wait for it to clean up.
 */
export function run(command, args, { env = {}, stdio = "inherit", cwd = root } = {}) {
  const ignore = () => {};
  process.on("SIGINT", ignore);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, stdio, env: { ...process.env, ...env } });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  }).finally(() => process.off("SIGINT", ignore));
}

/** Runs a development tool of the root package. */
export function runTool(name, args, options) {
  return run(`${root}node_modules/.bin/${name}`, args, options);
}

/** Runs turbo, whose telemetry can be switched off by environment only, and which is told what it cannot see. */
export async function turbo(args, options = {}) {
  const env = {
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
    DO_NOT_TRACK: "1",
    COUNTERSIGN_SURROUNDINGS: await hashSurroundings(root),
    ...options.env,
  };
  return await runTool("turbo", args, { ...options, env });
}

export const root = new URL("..", import.meta.url).pathname;
