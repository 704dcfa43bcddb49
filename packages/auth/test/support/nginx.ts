import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { closedPort, untilListening } from "./server.js";
import { startTool } from "./start-tool.js";

/**
 * Starts a nginx that ends with the test.
 *
 * @param files in its folder; `server.pem` is its certificate with its key.
 * @param server directives for the `server` block.
 * @param http directives for the `http` block.
 */
export async function startNginx(
  files: { readonly "server.pem": string; readonly [name: string]: string },
  server: string,
  http = "",
): Promise<URL> {
  const folder = await mkdtemp(join(tmpdir(), "countersign-nginx-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const { port } = await closedPort();
  const all = { ...files, "nginx.conf": configuration(port, server, http) };
  await Promise.all(Object.entries(all).map(([name, content]) => writeFile(join(folder, name), content)));
  const nginx = startTool("nginx", ["-p", folder, "-c", "nginx.conf", "-e", "stderr"], folder);
  const printed = text(nginx.stderr as NonNullable<typeof nginx.stderr>);
  const died = once(nginx, "exit").then(async () => {
    throw new Error(`nginx has ended:\n${await printed}`);
  });
  // After the start it is the test's end that ends it.
  died.catch(() => {});
  await Promise.race([died, untilListening(port)]);
  return new URL(`https://127.0.0.1:${port}`);
}

function configuration(port: string, server: string, http: string): string {
  return `
daemon off;
master_process off;
pid nginx.pid;
events {}
http {
  access_log off;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${name};`).join("\n  ")}
  default_type application/json;
  ${http}
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate server.pem;
    ssl_certificate_key server.pem;
    ${server}
  }
}
`;
}
