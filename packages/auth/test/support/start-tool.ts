import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";

/** A program that runs in a folder until the test has finished. */
export function startTool(tool: string, args: readonly string[], cwd: string): ChildProcess {
  const child = spawn(tool, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  onTestFinished(async () => {
    if (child.exitCode !== null || !child.kill()) return;
    await once(child, "exit");
  });
  return child;
}
