import { mkdir, open, readFile, rename } from "node:fs/promises";
import { join } from "node:path";
import { errorText, SandboxError } from "../errors.js";

/** The folder that keeps state between runs. Only its owner may read it: it holds private keys and tokens. */
export class StateDir {
  readonly path: string;

  private constructor(path: string) {
    this.path = path;
  }

  static async open(path: string): Promise<StateDir> {
    try {
      // Not recursive: a mistyped path is better refused than made.
      await mkdir(path, { mode: 0o700 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") {
        throw new SandboxError(
          `cannot make the state folder: ${errorText(error)}. Give --state a folder in one that exists and is yours.`,
        );
      }
    }
    return new StateDir(path);
  }

  /** The parsed content of a JSON file of version 1, or undefined where there is none yet. */
  async read(name: string): Promise<unknown> {
    const file = join(this.path, name);
    let text: string;
    try {
      text = await readFile(file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw new SandboxError(
        `cannot read ${file}: ${errorText(error)}. Make it readable, or use another --state.`,
      );
    }
    const content = parseObject(text);
    if (content?.version !== 1) {
      throw new SandboxError(
        `${file} is not a state file of this sandbox (damaged, or from another version). ` +
          "Restore it, or remove it to begin anew.",
      );
    }
    return content;
  }

  /** Replaces the file in one step: a reader, or a run that is cut short, sees the old content or the new. */
  async write(name: string, content: unknown): Promise<void> {
    const file = join(this.path, name);
    try {
      const handle = await open(`${file}.new`, "w", 0o600);
      try {
        await handle.writeFile(`${JSON.stringify(content, null, 2)}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(`${file}.new`, file);
    } catch (error) {
      throw new SandboxError(
        `cannot write ${file}: ${errorText(error)}. Check its folder's permissions and space.`,
      );
    }
  }
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}
