import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Sandbox } from "@countersign/sandbox";
import { expect, vi } from "vitest";
import { toJavaScript } from "../../../../tooling/packed/readme.mjs";
import type { Page } from "./pages.js";
import { endGroup, freePort } from "./run-page.js";

const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));

/** A program of a guide, and what is to be seen of it. */
export interface GuideProgram {
  /** What it takes that is not on every machine. */
  readonly needs?: "softhsm" | "sqlite" | "tinyproxy";
  /** Makes what the page presupposes, runs the program and looks at what it did. */
  readonly run: (place: Place) => Promise<void>;
}

/** The programs of one page, by their names. */
export type Guide = Readonly<Record<string, GuideProgram>>;

/** What all programs have around them. */
export interface Surroundings {
  readonly sandbox: Sandbox;
  /** A proxy that leads to the sandbox whoever wants to reach ClearBank's own hosts. */
  readonly proxy: string;
  /** The file with the certificates to trust. */
  readonly trusted: string;
}

/** A folder with the programs of a page, in which one of them is run. */
export interface Place extends Surroundings {
  readonly folder: string;
  /** What the program listens on, in place of the page's port. */
  readonly port: string;
  readonly write: (name: string, content: string) => Promise<void>;
  /**
   * Runs the program in plain Node.
   *
   * @param options.caller JavaScript that imports the program and is run in its stead, where others call what it exports
   * @param options.args what is between `node` and the file
   */
  readonly start: (options?: {
    readonly caller?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly args?: readonly string[];
  }) => Running;
  /** Runs another program than the page's, in the same folder and with the same variables. */
  readonly startTool: (
    tool: string,
    args: readonly string[],
    env?: Readonly<Record<string, string>>,
  ) => Running;
}

/** What was started, and what it said so far, to standard output and error. */
export interface Running {
  readonly said: () => string;
  readonly until: (text: string) => Promise<void>;
  /** Waits for its end, and gives what it said. @throws where it failed */
  readonly ended: () => Promise<string>;
  readonly signal: (name: NodeJS.Signals) => void;
}

/** A place, for who runs the program in it. */
export interface OpenPlace extends Place {
  readonly hasStarted: () => boolean;
  /** By all that was started. */
  readonly said: () => string;
  readonly close: () => Promise<void>;
}

/** Saves a page's programs in a folder of their own, for one of them to be run. */
export async function openPlace(
  { blocks }: Page,
  name: string,
  surroundings: Surroundings,
): Promise<OpenPlace> {
  const root = await mkdtemp(join(tmpdir(), "countersign-guide-"));
  const folder = join(root, "programs");
  const port = await freePort();
  const closing: (() => Promise<void>)[] = [];
  const runs: Running[] = [];
  let hasStarted = false;

  async function write(path: string, content: string): Promise<void> {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), content);
  }

  function startTool(tool: string, args: readonly string[], env: Readonly<Record<string, string>> = {}) {
    const variables = {
      PATH: process.env.PATH ?? "",
      HOME: folder,
      HTTPS_PROXY: surroundings.proxy,
      NO_PROXY: "127.0.0.1",
      NODE_EXTRA_CA_CERTS: surroundings.trusted,
      ...env,
    };
    const child = spawn(tool, args, {
      cwd: folder,
      env: variables,
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that what a program leaves running can be ended with it.
      detached: true,
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        said += text;
      });
    }
    const closed = once(child, "close");
    closing.push(async () => {
      endGroup(child.pid);
      await closed;
    });
    const running: Running = {
      said: () => said,
      until: (text) => vi.waitFor(() => expect(said).toContain(text), { timeout: 30_000 }),
      async ended() {
        await closed;
        expect(child.exitCode, said).toBe(0);
        return said;
      },
      signal: (signal) => void child.kill(signal),
    };
    runs.push(running);
    return running;
  }

  for (const block of blocks) {
    if (block.name === undefined) continue;
    const code = toJavaScript(block.code).replaceAll(
      /(?<=\.listen\()\d+(?:, "127\.0\.0\.1")?/g,
      `${port}, "127.0.0.1"`,
    );
    await write(saved(block.name), code);
  }
  await symlink(modules, join(root, "node_modules"));
  return {
    ...surroundings,
    folder,
    port,
    write,
    startTool,
    start({ caller, env, args = [] } = {}) {
      if (caller !== undefined) {
        expect(caller, "what calls the program").toContain(`from "./${saved(name)}"`);
        writeFileSync(join(folder, "caller.mjs"), caller);
      }
      hasStarted = true;
      const file = caller === undefined ? saved(name) : "caller.mjs";
      return startTool(process.execPath, [...args, `./${file}`], env);
    },
    hasStarted: () => hasStarted,
    said: () => runs.map(({ said }) => said()).join(""),
    async close() {
      await Promise.all(closing.map((end) => end()));
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** `rotate.mts` is run as `rotate.mjs`, which is how others import it. */
function saved(name: string): string {
  return name.replace(/\.mts$/, ".mjs");
}
