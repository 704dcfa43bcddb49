import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Where the sandbox listens, as far as the shop has to know. */
export interface SandboxUrls {
  readonly worldline: URL;
  readonly control: URL;
}

/** Worldline's side of the wire, in a process of its own. */
export interface SandboxProcess {
  readonly urls: SandboxUrls;
  /** Resolves to a sentence when it ends without having been stopped. */
  readonly died: Promise<string>;
  readonly stop: () => Promise<void>;
}

/** Starts the sandbox and waits until it listens. It ends with this process, whatever becomes of that. */
export async function startSandboxProcess(): Promise<SandboxProcess> {
  const manifest = import.meta.resolve("@countersign/sandbox/package.json");
  const program = fileURLToPath(new URL("bin/countersign-sandbox.js", manifest));
  const child = spawn(process.execPath, [program, "--json", "--stop-with-stdin"], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  let complaint = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  let isStopping = false;
  const ended = once(child, "exit");
  const why = ended.then(
    ([code, signal]) => `The sandbox ended with ${code ?? signal}: ${complaint.trim() || "it said nothing"}`,
  );
  const ready = await Promise.race([readyLine(child), why]);
  if (typeof ready === "string") throw new Error(ready);
  return {
    urls: ready,
    died: why.then((text) => (isStopping ? new Promise<never>(() => {}) : text)),
    async stop() {
      isStopping = true;
      child.kill();
      await ended;
    },
  };
}

async function readyLine({ stdout }: ChildProcess): Promise<SandboxUrls> {
  const lines = createInterface({ input: stdout as NodeJS.ReadableStream });
  const [line] = (await once(lines, "line")) as [string];
  const { worldline, control } = JSON.parse(line) as Record<keyof SandboxUrls, string>;
  return { worldline: new URL(worldline), control: new URL(control) };
}
