import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";

/** How a program is started, with nothing of the environment that the tests run in but PATH. */
export interface Start {
  /** The path of its script. */
  readonly program: string;
  readonly cwd: string;
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

type Log = readonly Readonly<Record<string, unknown>>[];

/** A program that runs. */
export interface RunningProgram {
  /** What it has logged as far as it has been read: all of it once {@link RunningProgram.stop} has resolved. */
  readonly log: Log;
  /** All that it has written. */
  readonly output: () => string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Asks it to end, and waits for that. */
  readonly stop: () => Promise<number | string>;
}

/** Runs a program to its end. */
export function runToEnd({ program, cwd, args = [], env = {} }: Start): Result {
  const options = { cwd, env: { PATH: process.env.PATH ?? "", ...env }, encoding: "utf8" } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], options);
  return { status, stdout, stderr };
}

/** Starts a program and waits until `find` finds in what it writes that it is ready. It ends with the test. */
export async function startProgram<Ready>(
  { program, cwd, args = [], env = {} }: Start,
  find: (log: Log, output: string) => Ready | undefined,
): Promise<RunningProgram & { readonly ready: Ready }> {
  const child = spawn(process.execPath, [program, ...args], {
    cwd,
    env: { PATH: process.env.PATH ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "close").then(([code, signal]) => code ?? signal);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const log: Record<string, unknown>[] = [];
  let output = "";
  child.stderr.on("data", (data) => {
    output += data;
  });
  const ready = await new Promise<Ready>((resolve, reject) => {
    createInterface({ input: child.stdout }).on("line", (line) => {
      output += `${line}\n`;
      if (line.startsWith("{")) log.push(JSON.parse(line));
      const found = find(log, output);
      if (found !== undefined) resolve(found);
    });
    ended.then((code) => reject(new Error(`It ended with ${code} before it was ready:\n${output}`)));
  });
  return {
    ready,
    log,
    output: () => output,
    signal: (signal) => void child.kill(signal),
    ended,
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** The line of a log that says where the program listens. */
export function readyLine(log: Log): Log[number] | undefined {
  return log.find(({ msg }) => msg === "ready");
}

/** The value of one line of `/metrics`. */
export async function readMetric(operations: string, line: string): Promise<number> {
  const text = await (await fetch(`${operations}/metrics`)).text();
  const value = text.split("\n").find((each) => each.startsWith(`${line} `));
  if (value === undefined) throw new Error(`There is no metric ${line}:\n${text}`);
  return Number(value.split(" ").at(-1));
}
