import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** Where the sandbox listens. */
export interface SandboxUrls {
  readonly clearbank: URL;
  readonly clearstream: URL;
  readonly worldline: URL;
  readonly worldlineIssuing: URL;
  readonly control: URL;
}

/** The institutions' side of the wire, in a process of its own. */
export interface SandboxProcess {
  readonly urls: SandboxUrls;
  readonly pid: number;
  /** Rejects when the process ends before it was stopped. */
  readonly died: Promise<never>;
  stop(): Promise<void>;
  /** Leaves it running when this process ends. */
  release(): void;
}

/**
 * Starts the sandbox and waits until it listens. It ends with this process, whatever becomes of that, unless it
 * is started to be kept.
 */
export async function startSandbox({
  stateDir,
  keep,
  signal,
}: {
  readonly stateDir: string;
  readonly keep: boolean;
  /** Ends the sandbox. */
  readonly signal: AbortSignal;
}): Promise<SandboxProcess> {
  const entry = fileURLToPath(
    new URL("bin/countersign-sandbox.js", import.meta.resolve("@countersign/sandbox/package.json")),
  );
  const child = spawn(
    process.execPath,
    [entry, "--json", "--state", stateDir, ...(keep ? [] : ["--stop-with-stdin"])],
    {
      stdio: [keep ? "ignore" : "pipe", "pipe", "pipe"],
      detached: keep,
    },
  );
  signal.addEventListener("abort", () => child.kill());
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  let stopping = false;
  const ended = once(child, "exit").then(([code, signal]) => ({ code, signal }));
  const died = ended.then(({ code, signal }) => {
    if (stopping) return new Promise<never>(() => {});
    const why =
      complaint.trim() || (signal ? `it was ended by ${signal}` : `it ended with exit code ${code}`);
    throw new Error(`The sandbox died: ${why}. Run the demo again; "pnpm sandbox" shows the sandbox alone.`);
  });
  died.catch(() => {});

  const urls = await Promise.race([readReadyLine(child.stdout as NodeJS.ReadableStream), died]);
  return {
    urls,
    pid: child.pid as number,
    died,
    async stop() {
      stopping = true;
      child.kill();
      await ended;
    },
    release() {
      stopping = true;
      child.stdout?.destroy();
      child.stderr?.destroy();
      child.unref();
    },
  };
}

async function readReadyLine(output: NodeJS.ReadableStream): Promise<SandboxUrls> {
  let text = "";
  for await (const chunk of output.setEncoding("utf8")) {
    text += chunk;
    const end = text.indexOf("\n");
    if (end >= 0) {
      const ready = JSON.parse(text.slice(0, end)) as Record<keyof SandboxUrls, string>;
      return {
        clearbank: new URL(ready.clearbank),
        clearstream: new URL(ready.clearstream),
        worldline: new URL(ready.worldline),
        worldlineIssuing: new URL(ready.worldlineIssuing),
        control: new URL(ready.control),
      };
    }
  }
  throw new Error("The sandbox said nothing before it ended.");
}
