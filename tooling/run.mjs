import { spawn } from "node:child_process";

/**
 * Runs a program from this repository's folder and resolves to its exit code; one that was killed counts as 1.
 * Interrupting us interrupts it too, as it belongs to the same terminal: we wait for it to clean up.
 */
export function run(command, args, { env = {}, stdio = "inherit" } = {}) {
  const ignore = () => {};
  process.on("SIGINT", ignore);
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio, env: { ...process.env, ...env } });
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  }).finally(() => process.off("SIGINT", ignore));
}

/** Runs a development tool of the root package. */
export function runTool(name, args, options) {
  return run(`${root}node_modules/.bin/${name}`, args, options);
}

/** Runs turbo, whose telemetry can be switched off by environment only. */
export function turbo(args, options = {}) {
  const env = {
    TURBO_TELEMETRY_DISABLED: "1",
    TURBO_NO_UPDATE_NOTIFIER: "1",
    DO_NOT_TRACK: "1",
    ...options.env,
  };
  return runTool("turbo", args, { ...options, env });
}

export const root = new URL("..", import.meta.url).pathname;
