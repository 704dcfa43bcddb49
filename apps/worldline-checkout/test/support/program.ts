import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { onTestFinished } from "vitest";

const bin = new URL("../../bin/worldline-checkout.js", import.meta.url).pathname;

type Environment = Readonly<Record<string, string>>;

/** A running shop. */
export interface Program {
  readonly shop: URL;
  readonly office: URL;
  readonly notifications: URL;
  /** All that it has written. */
  readonly output: () => string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

/** Ports that are free, and nothing of the environment that the tests run in. */
function environment(env: Environment): Environment {
  const free = { COUNTERSIGN_PORT: "0", COUNTERSIGN_NOTIFICATION_PORT: "0", COUNTERSIGN_OPERATOR_PORT: "0" };
  return { PATH: process.env.PATH ?? "", ...free, ...env };
}

/** Runs the program to its end. */
export function runProgram(
  cwd: string,
  args: readonly string[],
  env: Environment = {},
): { readonly status: number | null; readonly stdout: string; readonly stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    env: environment(env),
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

/** Starts it and waits until it is ready. */
export async function startProgram(cwd: string, env: Environment = {}): Promise<Program> {
  const child = spawn(process.execPath, [bin], { cwd, env: environment(env) });
  const ended = once(child, "close").then(([code, signal]) => code ?? signal);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  let output = "";
  const urls = await new Promise<RegExpExecArray>((resolve, reject) => {
    const read = (data: Buffer) => {
      output += data;
      const found = /Shop +(\S+)\n +Office +(\S+)\n +Notifications +(\S+)\n/.exec(output);
      if (found) resolve(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    ended.then((code) => reject(new Error(`It ended with ${code} before it was ready:\n${output}`)));
  });
  const [, shop, office, notifications] = urls;
  return {
    shop: new URL(shop ?? ""),
    office: new URL(office ?? ""),
    notifications: new URL(notifications ?? ""),
    output: () => output,
    signal: (signal) => child.kill(signal),
    ended,
  };
}
