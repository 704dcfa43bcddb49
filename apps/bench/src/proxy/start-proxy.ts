import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { CertificateFiles } from "./certificates.js";

/** Our proxy, in a process of its own. */
export interface ProxyProcess {
  readonly port: number;
  readonly memoryMebibytes: () => Promise<number>;
  readonly kill: () => void;
}

/** The program as people start it; its log goes into a file, as nginx's does. */
export async function startProxy(
  folder: string,
  upstreamPort: number,
  files: CertificateFiles,
): Promise<ProxyProcess> {
  const main = fileURLToPath(
    new URL("dist/main.js", import.meta.resolve("@countersign/mtls-proxy/package.json")),
  );
  const logFile = join(folder, "proxy.log");
  const log = openSync(logFile, "w");
  const args = [
    ...["--upstream", `https://localhost:${upstreamPort}`, "--ssl-file", files.client, "--ca-file", files.ca],
    ...["--allow", "/", "--port", "0", "--metrics-port", "0"],
  ];
  const child = spawn(process.execPath, [main, ...args], { stdio: ["ignore", log, "inherit"] });
  closeSync(log);
  const { proxy, operations } = await readReadyLine(logFile, () => child.exitCode !== null);
  return {
    port: Number(proxy.split(":").at(-1)),
    async memoryMebibytes() {
      const text = await (await fetch(`http://${operations}/metrics`)).text();
      return Number(/^process_resident_memory_bytes (\S+)$/m.exec(text)?.[1]) / 1024 ** 2;
    },
    kill: () => void child.kill("SIGKILL"),
  };
}

async function readReadyLine(file: string, hasEnded: () => boolean) {
  for (;;) {
    if (hasEnded()) throw new Error("The proxy has ended.");
    const line = readFileSync(file, "utf8")
      .split("\n")
      .find((each) => each.endsWith('"msg":"ready"}'));
    if (line) return JSON.parse(line) as { readonly proxy: string; readonly operations: string };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
