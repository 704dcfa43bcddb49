import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { warn } from "../warn.js";
import { TlsIdentityError } from "./tls-identity-error.js";

/** What becomes of files that are watched. */
export interface WatchFilesSettings<Value> {
  /** Makes a value of the files' contents, in the order of their paths; throws where they cannot be used. */
  readonly read: (contents: readonly Buffer[]) => Value | Promise<Value>;
  /** Told of a value that has taken the place of another. */
  readonly onReplaced?: (value: Value) => void;
  /** Told once of contents that cannot be used; what was in use stays. A warning of the process by default. */
  readonly onFailed?: (error: unknown) => void;
  /** How often they are looked at; 5000 by default. */
  readonly intervalMs?: number;
}

/** A value that follows its files. */
export interface WatchedFiles<Value> {
  /** What is in use, whatever the files say by now. */
  readonly current: Value;
  /** Why the files as they are now are not in use; undefined where they are. */
  readonly failure: unknown;
  /** Looks at the files at once. */
  refresh(): Promise<void>;
  /** Ends the watching. */
  close(): void;
}

/**
 * Reads files together, and again whenever their contents change. Contents are compared, at intervals, because that
 * sees every way in which files are replaced: written in place, renamed over, mounted anew, or behind a link that now
 * points elsewhere. Files that do not fit together are taken for an update that is not complete, and told of if they
 * are still so at the next look.
 *
 * @throws what `read` throws, where the files cannot be used at the start, and {@link TlsIdentityError}
 * `ERR_TLS_IDENTITY_FILE` where one cannot be read.
 *
 * @example
 * ```ts
 * const server = createServer();
 * const watched = await watchFiles(["server.pem", "server.key"], {
 *   read: ([cert, key]) => ({ cert, key }),
 *   onReplaced: (credentials) => server.setSecureContext(credentials),
 * });
 * server.setSecureContext(watched.current);
 * ```
 */
export async function watchFiles<Value>(
  paths: readonly string[],
  { read, onReplaced = () => {}, onFailed = warn, intervalMs = 5_000 }: WatchFilesSettings<Value>,
): Promise<WatchedFiles<Value>> {
  const first = await readAll(paths);
  let current = await read(first);
  let inUse = fingerprint(first);
  let refusal: { readonly error: unknown; readonly of: string; readonly looks: number } | undefined;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    let found = "";
    try {
      const contents = await readAll(paths);
      found = fingerprint(contents);
      if (found !== inUse) current = await read(contents);
    } catch (error) {
      refusal = { error, of: found, looks: refusal?.of === found ? refusal.looks + 1 : 1 };
      if (refusal.looks === 2) onFailed(error);
      return;
    }
    refusal = undefined;
    if (found === inUse) return;
    inUse = found;
    onReplaced(current);
  }

  // Behind a look that is under way, which may have read what has changed since.
  const refresh = () => {
    looking = looking.catch(() => {}).then(look);
    return looking;
  };
  // What fails here is a callback of the caller's: what is wrong with the files is told by `onFailed`.
  const timer = setInterval(() => refresh().catch(warn), intervalMs).unref();
  return {
    get current() {
      return current;
    },
    get failure() {
      return refusal?.error;
    },
    refresh,
    close: () => clearInterval(timer),
  };
}

async function readAll(paths: readonly string[]): Promise<Buffer[]> {
  return await Promise.all(paths.map(readOne));
}

async function readOne(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new TlsIdentityError(
      "ERR_TLS_IDENTITY_FILE",
      `${path} cannot be read: ${(cause as Error).message}`,
      { cause },
    );
  }
}

function fingerprint(contents: readonly Buffer[]): string {
  return contents.map((content) => createHash("sha256").update(content).digest("hex")).join();
}
