import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runCli } from "../../src/run-cli.js";

export interface Surroundings {
  readonly stdin?: string | Uint8Array;
  readonly env?: Readonly<Record<string, string>>;
  readonly now?: Date;
  /** Ctrl-C. */
  readonly interrupt?: AbortSignal;
  /** Sees standard output while the command runs. */
  readonly onOutput?: (text: string) => void;
}

export interface Result {
  readonly exitCode: number;
  readonly stdout: string;
  readonly bytes: Uint8Array;
  readonly stderr: string;
  /** Standard output read as JSON; a test that asks for it where there is none fails. */
  readonly json: Record<string, unknown>;
}

/** A folder of its own, and the command line in it. */
export interface Terminal {
  readonly folder: string;
  run(args: readonly string[], surroundings?: Surroundings): Promise<Result>;
  /** Runs what must succeed: anything on standard error, or another exit code than 0, is an error. */
  succeed(args: readonly string[], surroundings?: Surroundings): Promise<Result>;
  write(name: string, data: string | Uint8Array): string;
  read(name: string): Buffer;
  mode(name: string): string;
  remove(): void;
}

export const testTime: Date = new Date("2025-06-01T12:00:00Z");

export function openTerminal(): Terminal {
  const folder = mkdtempSync(join(tmpdir(), "countersign-cli-"));
  const run: Terminal["run"] = async (args, surroundings = {}) => {
    const { stdin = "", env = {}, now = testTime, interrupt, onOutput } = surroundings;
    const stdout: Uint8Array[] = [];
    const stderr: Uint8Array[] = [];
    const exitCode = await runCli(args, {
      stdin: chunksOf(stdin),
      stdout: {
        write(data) {
          stdout.push(Buffer.from(data));
          onOutput?.(data.toString());
        },
      },
      stderr: { write: (data) => stderr.push(Buffer.from(data)) },
      env,
      cwd: folder,
      now: () => now,
      untilInterrupted: () => interrupt ?? new AbortController().signal,
    });
    const bytes = Buffer.concat(stdout);
    return {
      exitCode,
      bytes,
      stdout: bytes.toString("utf8"),
      stderr: Buffer.concat(stderr).toString(),
      get json() {
        return JSON.parse(bytes.toString()) as Record<string, unknown>;
      },
    };
  };
  return {
    folder,
    run,
    async succeed(args, surroundings) {
      const result = await run(args, surroundings);
      if (result.exitCode === 0 && result.stderr === "") return result;
      throw new Error(`countersign ${args.join(" ")}: ${result.exitCode}\n${result.stdout}${result.stderr}`);
    },
    write(name, data) {
      writeFileSync(join(folder, name), data);
      return name;
    },
    read: (name) => readFileSync(join(folder, name)),
    mode: (name) => (statSync(join(folder, name)).mode & 0o777).toString(8),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** In pieces that end in the middle of things. */
async function* chunksOf(data: string | Uint8Array): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(data);
  for (let start = 0; start < bytes.length; start += 7) yield bytes.subarray(start, start + 7);
}
