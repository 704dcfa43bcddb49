import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { ConfigError } from "@countersign/service";

/** What files hold, read again when they change. */
export interface WatchedFiles<Value> {
  /** What is in use, whatever the files say by now. */
  readonly current: Value;
  /** Why the files as they are now are not in use; undefined where they are. */
  readonly failure: unknown;
  /** Looks at the files at once. */
  readonly refresh: () => Promise<void>;
  readonly close: () => void;
}

/** What becomes of files. */
export interface WatchFilesSettings<Value> {
  /** Reads the contents of the files, in the order of their paths; throws where they cannot be used. */
  readonly read: (contents: readonly string[]) => Value | Promise<Value>;
  readonly onReplaced: (value: Value) => void;
  /** Told once of contents that cannot be used; what was in use stays. */
  readonly onFailed: (error: unknown) => void;
  /** How often they are looked at; 5000 by default. */
  readonly intervalMs?: number | undefined;
}

/**
 * Reads files together, and again when one of them has changed. Contents are compared, because that sees every
 * way in which files are replaced: written in place, renamed over, mounted anew, or behind a link that now points
 * elsewhere. Contents that do not fit together are taken for an update that is not complete, and told of if they
 * are still so at the next look.
 *
 * @throws what `read` throws at the start, and ConfigError where a file cannot be read.
 */
export async function watchFiles<Value>(
  paths: readonly string[],
  { read, onReplaced, onFailed, intervalMs = 5_000 }: WatchFilesSettings<Value>,
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
      if (found !== inUse) {
        current = await read(contents);
        inUse = found;
        onReplaced(current);
      }
      refusal = undefined;
    } catch (error) {
      refusal = { error, of: found, looks: refusal?.of === found ? refusal.looks + 1 : 1 };
      if (refusal.looks === 2) onFailed(error);
    }
  }

  // Behind a look that is under way, which may have read what has changed since.
  const refresh = () => {
    looking = looking.then(look);
    return looking;
  };
  const timer = setInterval(refresh, intervalMs).unref();
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

async function readAll(paths: readonly string[]): Promise<string[]> {
  return await Promise.all(paths.map(readText));
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    throw new ConfigError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function fingerprint(contents: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(contents)).digest("hex");
}
