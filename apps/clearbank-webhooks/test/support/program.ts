import { writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  type Result,
  type RunningProgram,
  readMetric,
  readyLine,
  runToEnd,
  startProgram,
  temporaryFolder,
} from "@countersign/service/testing";
import { type KeyPair, newKeyPair } from "./clearbank.js";

const program = new URL("../../bin/clearbank-webhooks.js", import.meta.url).pathname;

type Environment = Readonly<Record<string, string>>;

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

/** A running service. */
export interface Program extends RunningProgram {
  readonly webhooks: string;
  readonly operations: string;
  /** The value of one line of `/metrics`. */
  readonly metric: (line: string) => Promise<number>;
}

/** Ports that are free, and the keys: enough to start. */
export function openWorkplace(): Workplace {
  const folder = temporaryFolder();
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
  return {
    folder,
    clearbank,
    institution,
    write,
    run: (args, env = {}) => runToEnd({ program, cwd: folder, args, env }),
    async start(env = {}) {
      const running = await startProgram({ program, cwd: folder, env }, readyLine);
      const operations = `http://${running.ready.operations}`;
      return {
        ...running,
        webhooks: `http://${running.ready.webhooks}/webhooks`,
        operations,
        metric: (line) => readMetric(operations, `clearbank_webhooks_${line}`),
      };
    },
  };
}
