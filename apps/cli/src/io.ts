import { createReadStream } from "node:fs";
import { mkdir, readFile, rename, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Cli } from "./cli.js";
import { CliError, UsageError } from "./errors.js";
import { createFile, replaceFile } from "./write-file.js";

/** How a file is written. */
export interface WriteOptions {
  /** Only its owner may read it. */
  readonly isPrivate?: boolean;
  /** Takes the place of a file that is there. */
  readonly force: boolean;
}

/** Files and surroundings as commands use them. `-` is standard input. */
export interface Io extends Pick<Cli, "env" | "now" | "untilInterrupted"> {
  read(file: string): Promise<Uint8Array>;
  /** How many characters a line of text may have. */
  readonly columns: number;
  /** The bytes piece by piece, for files larger than memory. */
  stream(file: string): AsyncIterable<string | Uint8Array>;
  write(file: string, data: string | Uint8Array, options: WriteOptions): Promise<void>;
  /** Puts a file elsewhere, into a folder that need not be there; what is not there, or is there already, stays. */
  move(file: string, to: string): Promise<void>;
  /** Makes a folder that only its owner may enter, where there is none. */
  makeFolder(folder: string): Promise<void>;
  /** The permissions of a file: 0o600. */
  mode(file: string): Promise<number>;
  exists(file: string): Promise<boolean>;
  /** The whole path. */
  resolve(file: string): string;
  /** Says something while the command goes on: a line of text, or with --json one JSON object, if there is one. */
  say(line: { readonly text: string; readonly json?: Readonly<Record<string, unknown>> }): void;
}

/** The files of one command; standard input can be read once. */
export function createIo(cli: Cli, isJson: boolean): Io {
  let isStdinUsed = false;
  const takeStdin = () => {
    if (isStdinUsed) throw new UsageError("Standard input can be read once: give - for one file only.");
    isStdinUsed = true;
    return cli.stdin;
  };
  const path = (file: string) => resolve(cli.cwd, file);
  return {
    env: cli.env,
    now: () => cli.now(),
    columns: cli.stdout.columns ?? 120,
    async read(file) {
      if (file === "-") return await collect(takeStdin());
      return await readFile(path(file)).catch((error) => {
        throw unreadable(file, error);
      });
    },
    stream: (file) => (file === "-" ? takeStdin() : streamFile(file, path(file))),
    async write(file, data, { isPrivate = false, force }) {
      const mode = isPrivate ? 0o600 : 0o644;
      await (force ? replaceFile : createFile)(path(file), data, mode).catch((error) => {
        throw unwritable(file, error);
      });
    },
    async move(file, to) {
      if (!(await exists(path(file))) || (await exists(path(to)))) return;
      try {
        await mkdir(dirname(path(to)), { recursive: true, mode: 0o700 });
        await rename(path(file), path(to));
      } catch (error) {
        throw unwritable(to, error);
      }
    },
    async makeFolder(folder) {
      await mkdir(path(folder), { recursive: true, mode: 0o700 }).catch((error) => {
        throw unwritable(folder, error);
      });
    },
    async mode(file) {
      const { mode } = await stat(path(file)).catch((error) => {
        throw unreadable(file, error);
      });
      return mode & 0o777;
    },
    exists: (file) => exists(path(file)),
    resolve: path,
    say({ text, json }) {
      if (!isJson) cli.stdout.write(`${text}\n`);
      else if (json) cli.stdout.write(`${JSON.stringify(json)}\n`);
    },
    untilInterrupted: () => cli.untilInterrupted(),
  };
}

async function exists(path: string): Promise<boolean> {
  return await stat(path).then(
    () => true,
    () => false,
  );
}

async function collect(chunks: AsyncIterable<string | Uint8Array>): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(typeof chunk === "string" ? Buffer.from(chunk) : chunk);
  return Buffer.concat(parts);
}

async function* streamFile(file: string, path: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path);
  } catch (error) {
    throw unreadable(file, error);
  }
}

function unreadable(file: string, cause: NodeJS.ErrnoException | unknown): CliError {
  const code = errorCode(cause);
  return code === "ENOENT"
    ? new CliError("ERR_FILE_MISSING", `${file}: there is no such file.`, { cause })
    : new CliError("ERR_FILE_UNREADABLE", `${file}: cannot be read: ${reason(code)}.`, { cause });
}

function unwritable(file: string, cause: unknown): CliError {
  const code = errorCode(cause);
  return code === "EEXIST"
    ? new CliError(
        "ERR_FILE_EXISTS",
        `${file}: exists already; give another name, or --force to replace it.`,
        {
          cause,
        },
      )
    : new CliError("ERR_FILE_UNWRITABLE", `${file}: cannot be written: ${reason(code)}.`, { cause });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: "permission is denied",
  EPERM: "permission is denied",
  EISDIR: "it is a folder",
  ENOENT: "there is no such folder",
  ENOTDIR: "a part of its path is not a folder",
  ENOSPC: "the disk is full",
  EROFS: "the disk is read-only",
};

function reason(code: string): string {
  return reasons[code] ?? code;
}

function errorCode(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? "unknown error";
}
