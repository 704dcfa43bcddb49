import { spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { connect, createServer } from "node:net";
import { text } from "node:stream/consumers";
import { temporaryFolder } from "@countersign/service/testing";
import { onTestFinished } from "vitest";

/**
 * Starts a nginx that ends with the test.
 *
 * @param files in its folder; `server.pem` is its certificate with its key.
 * @param server directives for the `server` block.
 */
export async function startNginx(
  files: { readonly "server.pem": string; readonly [name: string]: string },
  server: string,
): Promise<URL> {
  const port = await freePort();
  const folder = temporaryFolder({ ...files, "nginx.conf": configuration(port, server) });
  const nginx = spawn("nginx", ["-p", folder, "-c", "nginx.conf", "-e", "stderr"], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const printed = text(nginx.stderr);
  const ended = once(nginx, "exit");
  onTestFinished(async () => {
    nginx.kill();
    await ended;
  });
  const died = ended.then(async () => {
    throw new Error(`nginx has ended:\n${await printed}`);
  });
  // After the start it is the test's end that ends it.
  died.catch(() => {});
  await Promise.race([died, untilListening(port)]);
  return new URL(`https://127.0.0.1:${port}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function untilListening(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, "127.0.0.1");
    const isOpen = await once(socket, "connect").then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isOpen) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

function configuration(port: number, server: string): string {
  const folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `
daemon off;
master_process off;
pid nginx.pid;
events {}
http {
  access_log off;
  ${folders.map((name) => `${name}_temp_path ${name};`).join("\n  ")}
  default_type text/plain;
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate server.pem;
    ssl_certificate_key server.pem;
    ${server}
  }
}
`;
}
