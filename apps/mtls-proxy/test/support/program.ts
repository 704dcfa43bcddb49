import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Result,
  type RunningProgram,
  readyLine,
  runToEnd,
  startProgram,
  temporaryFolder,
} from "@countersign/service/testing";
import { inject } from "vitest";

type Environment = Readonly<Record<string, string>>;

/** A folder, and the program in it. */
export interface Workplace {
  readonly folder: string;
  readonly write: (name: string, text: string) => void;
  /** Runs the program to its end. */
  readonly run: (args: readonly string[], env?: Environment) => Result;
  /** Starts it and waits until it is ready. */
  readonly start: (args: readonly string[], env?: Environment) => Promise<Program>;
}

/** A running proxy. */
export interface Program extends RunningProgram {
  readonly url: string;
  readonly operations: string;
}

export function openWorkplace(files: Readonly<Record<string, string>> = {}): Workplace {
  const folder = temporaryFolder(files);
  const program = inject("program");
  return {
    folder,
    write: (name, text) => writeFileSync(join(folder, name), text),
    run: (args, env = {}) => runToEnd({ program, cwd: folder, args, env }),
    async start(args, env = {}) {
      const running = await startProgram({ program, cwd: folder, args, env }, readyLine);
      const { tls, proxy, operations } = running.ready;
      return {
        ...running,
        url: `${tls === true ? "https" : "http"}://${proxy}`,
        operations: `http://${operations}`,
      };
    },
  };
}
