import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Page } from "./pages.js";

const modules = fileURLToPath(new URL("../../node_modules", import.meta.url));
const mark = "--- block ";

/** What a page's shell blocks have said, and what the page says that they do. */
export interface PageRun {
  readonly exitCode: number | null;
  /** By block, with what the page shows of it below. */
  readonly blocks: readonly { readonly line: number; readonly output: string; readonly shown: string }[];
  readonly output: string;
}

/**
 * Does what a page says, in order: types its `sh` blocks into one shell, and saves its `ts` and `js` blocks under
 * their names.
 *
 * @param ports those of this run, by those of the page.
 */
export async function runPage({ blocks }: Page, ports: Readonly<Record<string, string>>): Promise<PageRun> {
  const folder = mkdtempSync(join(tmpdir(), "countersign-docs-"));
  symlinkSync(modules, join(folder, "node_modules"));
  const script = blocks.map(({ language, name, code }, index) => {
    if (language === "sh") return `echo '${mark}${index}'\n${code}`;
    return name === undefined ? "" : `cat >> ${name} <<'END OF FILE'\n${code}END OF FILE\n`;
  });
  const text = script
    .join("\n")
    .replaceAll(/127\.0\.0\.1:(46\d\d)|(?<=(?:port|listen) )(46\d\d)/g, (all, ...[a, b]) => {
      const page = a ?? b;
      return all.replace(page, ports[page] || page);
    });
  const shell = spawn("bash", ["-euo", "pipefail", "-c", `exec 2>&1\n${text}`], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? "", HOME: folder, npm_config_offline: "true" },
    // A group of its own, so that what a page leaves running can be ended with it.
    detached: true,
  });
  try {
    let output = "";
    shell.stdout.setEncoding("utf8").on("data", (data: string) => {
      output += data;
    });
    const closed = once(shell, "close");
    const [exitCode] = await once(shell, "exit");
    endGroup(shell.pid);
    await closed;
    const parts = output.split(mark).slice(1);
    return {
      exitCode,
      output,
      blocks: parts.map((part) => {
        const [number = "", ...lines] = part.split("\n");
        const index = Number(number);
        const next = blocks[index + 1];
        return {
          line: blocks[index]?.line ?? 0,
          output: lines.join("\n"),
          shown: next?.language === "text" ? next.code : "",
        };
      }),
    };
  } finally {
    endGroup(shell.pid);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Ends a process that leads a group of its own, and all that it has started. */
export function endGroup(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(-pid, "SIGKILL");
  } catch (error) {
    if ((error as { code?: string }).code !== "ESRCH") throw error;
  }
}

/** The lines of what a page shows that did not come, in order; `…` stands for anything. */
export function missingLines(shown: string, output: string): string[] {
  const lines = output.split("\n");
  return shown
    .split("\n")
    .filter((line) => line.trim() !== "")
    .filter((line) => {
      const pattern = line.split("…").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
      const found = lines.findIndex((each) => new RegExp(`^${pattern.join(".*")}$`).test(each));
      if (found >= 0) lines.splice(0, found + 1);
      return found < 0;
    });
}

/** A port that is free. */
export async function freePort(): Promise<string> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return String(port);
}
