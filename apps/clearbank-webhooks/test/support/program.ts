import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { onTestFinished } from "vitest";
import { type KeyPair, newKeyPair } from "./clearbank.js";

const bin = new URL("../../bin/clearbank-webhooks.js", import.meta.url).pathname;

export type Environment = Readonly<Record<string, string>>;

/** A folder with the files that an institution has, and the program in it. */
export interface Workplace {
  readonly folder: string;
  readonly clearbank: KeyPair;
  readonly institution: KeyPair;
  readonly write: (name: string, text: string) => string;
  /** Runs the program to its end. */
  readonly run: (args: readonly string[], env?: Environment) => Result;
  /** Starts it and waits until it is ready. */
  readonly start: (env?: Environment) => Promise<Program>;
}

export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A running service. */
export interface Program {
  readonly webhooks: string;
  readonly operations: string;
  /** What it has logged as far as it has been read: all of it once {@link Program.stop} has resolved. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  /** All that it has written. */
  readonly output: () => string;
  readonly signal: (signal: NodeJS.Signals) => void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
  /** Asks it to end, and waits for that. */
  readonly stop: () => Promise<number | string>;
  /** The value of one line of `/metrics`. */
  readonly metric: (line: string) => Promise<number>;
}

/** Ports that are free, and the keys: enough to start. */
export function openWorkplace(): Workplace {
  const folder = mkdtempSync(join(tmpdir(), "clearbank-webhooks-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const clearbank = newKeyPair();
  const institution = newKeyPair();
  write("clearbank-public-key.pem", clearbank.publicPem);
  write("private.key", institution.privatePem);
  const settings = {
    environment: "simulation",
    port: 0,
    metricsPort: 0,
    publicKeyFiles: ["clearbank-public-key.pem"],
    keyFile: "private.key",
  };
  write("clearbank-webhooks.json", JSON.stringify(settings));
  const path = { PATH: process.env.PATH ?? "" };
  return {
    folder,
    clearbank,
    institution,
    write,
    run(args, env = {}) {
      const options = { cwd: folder, env: { ...path, ...env }, encoding: "utf8" } as const;
      const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], options);
      return { status, stdout, stderr };
    },
    async start(env = {}) {
      const child = spawn(process.execPath, [bin], { cwd: folder, env: { ...path, ...env } });
      return await watch(child);
    },
  };
}

async function watch(child: ChildProcess): Promise<Program> {
  const ended = once(child, "close").then(([code, signal]) => code ?? signal);
  onTestFinished(async () => {
    child.kill("SIGKILL");
    await ended;
  });
  const log: Record<string, unknown>[] = [];
  let output = "";
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error("The program has no output.");
  stderr.on("data", (data) => {
    output += data;
  });
  const ready = new Promise<Record<string, unknown>>((resolve, reject) => {
    createInterface({ input: stdout }).on("line", (line) => {
      output += `${line}\n`;
      const entry = JSON.parse(line);
      log.push(entry);
      if (entry.msg === "ready") resolve(entry);
    });
    ended.then((code) => reject(new Error(`It ended with ${code} before it was ready:\n${output}`)));
  });
  const addresses = await ready;
  const operations = `http://${addresses.operations}`;
  return {
    webhooks: `http://${addresses.webhooks}/webhooks`,
    operations,
    log,
    output: () => output,
    signal: (signal) => child.kill(signal),
    ended,
    stop() {
      child.kill("SIGTERM");
      return ended;
    },
    async metric(line) {
      const text = await (await fetch(`${operations}/metrics`)).text();
      const value = text.split("\n").find((each) => each.startsWith(`clearbank_webhooks_${line} `));
      if (value === undefined) throw new Error(`There is no metric ${line}:\n${text}`);
      return Number(value.split(" ").at(-1));
    },
  };
}
