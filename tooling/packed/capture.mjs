import { spawn } from "node:child_process";

/**
 * Runs a program to its end and resolves to what it wrote, both streams together.
 *
 * @throws Error with all of it where the exit code is not 0, or the program does not end.
 */
export function capture(command, args, { cwd, env = {}, timeoutMs = 300_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      timeout: timeoutMs,
      killSignal: "SIGKILL",
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (chunk) => {
        text += chunk;
      });
    }
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) return resolve(text);
      const end = signal ? `was ended by ${signal} (it has ${timeoutMs / 1000} s)` : `ended with ${code}`;
      reject(new Error(`${[command, ...args].join(" ")} ${end}:\n${text.trim()}`));
    });
  });
}
