import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@countersign/sandbox";
import { openTerminal, type Result, type Surroundings, type Terminal } from "./terminal.js";

export const userId = "a00012345_0012345";
export const password = "correct horse & battery";

/** The sandbox, a command line, and a consumer that somebody made in the portal. */
export interface ClearstreamBench {
  readonly sandbox: Sandbox;
  readonly terminal: Terminal;
  /** The options of a command that calls as the consumer of `folder`. */
  caller(folder?: string): readonly string[];
  control(method: string, path: string, body?: unknown): Promise<Record<string, unknown>>;
  /** Makes credentials for the consumer, with the authorities beside them. */
  makeCredentials(folder: string, surroundings?: Surroundings): Promise<Result>;
  close(): Promise<void>;
}

export async function openClearstreamBench(
  apis: readonly string[] = ["ocapi-playground-v1", "cmax-api"],
): Promise<ClearstreamBench> {
  const [sandbox, terminal] = [await startSandbox(), openTerminal()];
  const control: ClearstreamBench["control"] = async (method, path, body) => {
    const response = await fetch(sandbox.urls.control + path, {
      method,
      ...(body !== undefined && {
        headers: { "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === "" ? {} : (JSON.parse(text) as Record<string, unknown>);
  };
  await control("POST", "/clearstream/consumers", { userId, apis });
  terminal.write("sandbox-ca.pem", sandbox.ca);
  return {
    sandbox,
    terminal,
    caller: (folder = "keystores") => [
      "--credentials",
      folder,
      "--base-url",
      sandbox.urls.clearstream,
      "--password-env",
      "PASSWORD",
    ],
    control,
    async makeCredentials(folder, surroundings = {}) {
      const args = ["--user", userId, "--out", folder, "--portal", sandbox.urls.control];
      const made = await terminal.run(
        ["clearstream", "credentials", "new", ...args, "--password-env", "PASSWORD"],
        { now: new Date(), env: { PASSWORD: password }, ...surroundings },
      );
      mkdirSync(join(terminal.folder, folder), { recursive: true });
      writeFileSync(join(terminal.folder, folder, "server-cert-cacerts.pem"), sandbox.ca);
      return made;
    },
    async close() {
      await sandbox.close();
      terminal.remove();
    },
  };
}
