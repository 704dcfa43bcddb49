import { createReadStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
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
export interface Io extends Pick<Cli, "env" | "now"> {
  read(file: string): Promise<Uint8Array>;
  /** The bytes piece by piece, for files larger than memory. */
  stream(file: string): AsyncIterable<string | Uint8Array>;
  write(file: string, data: string | Uint8Array, options: WriteOptions): Promise<void>;
}

/** The files of one command; standard input can be read once. */
export function createIo(cli: Cli): Io {
  let isStdinUsed = false;
  const takeStdin = () => {
    if (isStdinUsed) throw new UsageError("Standard input can be read once: give - for one file only.");
    isStdinUsed = true;
    return cli.stdin;
  };
  return {
    env: cli.env,
    now: () => cli.now(),
    async read(file) {
      if (file === "-") return await collect(takeStdin());
      return await readFile(resolve(cli.cwd, file)).catch((error) => {
        throw unreadable(file, error);
      });
    },
    stream: (file) => (file === "-" ? takeStdin() : streamFile(file, resolve(cli.cwd, file))),
    async write(file, data, { isPrivate = false, force }) {
      const path = resolve(cli.cwd, file);
      const mode = isPrivate ? 0o600 : 0o644;
      await (force ? replaceFile(path, data, mode) : createFile(path, data, mode)).catch((error) => {
        throw unwritable(file, error);
      });
    },
  };
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
