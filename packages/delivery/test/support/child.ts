import { type ChildProcess, spawn } from "node:child_process";
import { onTestFinished } from "vitest";

const folder = new URL("../..", import.meta.url).pathname;

/** Runs a program to its end, in the package's folder; an exit code other than 0 is an error with what it said. */
export async function runChild(program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"] });
  const said: Buffer[] = [];
  child.stdout.on("data", (data) => said.push(data));
  child.stderr.on("data", (data) => said.push(data));
  const code = await new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  if (code !== 0) throw new Error(`${program} ${args.join(" ")}\n${Buffer.concat(said)}`);
}

/** Starts a script of Node's and waits for its first line; it is ended with the test at the latest. */
export async function startScript(script: string, args: readonly string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, [script, ...args], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => endScript(child));
  await new Promise((resolve, reject) => {
    child.stdout.once("data", resolve);
    child.once("close", () => reject(new Error(`${script} ended before it said anything.`)));
  });
  return child;
}

/** Ends it as a crash would. */
export async function endScript(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGKILL");
  await ended;
}
