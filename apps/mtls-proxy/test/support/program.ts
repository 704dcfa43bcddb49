import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { inject, onTestFinished } from "vitest";
import { temporaryFolder } from "./folder.js";

export type Environment = Readonly<Record<string, string>>;

/** A folder, and the program in it. */
export interface Workplace {
  readonly folder: string;
  readonly write: (name: string, text: string) => void;
  /** Runs the program to its end. */
  readonly run: (args: readonly string[], env?: Environment) => Result;
  /** Starts it and waits until it is ready. */
  readonly start: (args: readonly string[], env?: Environment) => Promise<Program>;
}

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running proxy. */
export interface Program {
  readonly url: string;
  readonly operations: string;
  /** What it has logged as far as it has been read: all of it once {@link Program.stop} has resolved. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  /** All that it has written. */
  readonly output: () => string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Asks it to end, and waits for that. */
  readonly stop: () => Promise<number | string>;
}

export function openWorkplace(files: Readonly<Record<string, string>> = {}): Workplace {
  const folder = temporaryFolder(files);
  const bin = inject("program");
  const options = (env: Environment) => ({
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", ...env },
  });
  return {
    folder,
    write: (name, text) => writeFileSync(join(folder, name), text),
    run(args, env = {}) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
        ...options(env),
        encoding: "utf8",
      });
      return { status, stdout, stderr };
    },
    async start(args, env = {}) {
      const child = spawn(process.execPath, [bin, ...args], {
        ...options(env),
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
      const ready = await new Promise<Record<string, unknown>>((resolve, reject) => {
        createInterface({ input: child.stdout }).on("line", (line) => {
          output += `${line}\n`;
          const entry = JSON.parse(line);
          log.push(entry);
          if (entry.msg === "ready") resolve(entry);
        });
        ended.then((code) => reject(new Error(`It ended with ${code} before it was ready:\n${output}`)));
      });
      return {
        url: `${ready.tls === true ? "https" : "http"}://${ready.proxy}`,
        operations: `http://${ready.operations}`,
        log,
        output: () => output,
        signal: (signal) => void child.kill(signal),
        ended,
        stop() {
          child.kill("SIGTERM");
          return ended;
        },
      };
    },
  };
}
