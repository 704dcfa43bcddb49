import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, writeFileSync } from "node:fs";
import { connect } from "node:net";
import { join } from "node:path";
import type { CertificateFiles } from "./certificates.js";

const keepAlive = "keepalive 64; keepalive_requests 1000000;";

/** A server behind both proxies that asks for client certificates, with files to get and a place to post to. */
export function upstreamConfiguration(port: number, innerPort: number, files: CertificateFiles): string {
  return `
    access_log off;
    upstream inner { server 127.0.0.1:${innerPort}; ${keepAlive} }
    server { listen 127.0.0.1:${innerPort}; return 200 ok; }
    server {
      listen 127.0.0.1:${port} ssl;
      ssl_protocols TLSv1.3;
      ssl_certificate ${files.server};
      ssl_certificate_key ${files.server};
      ssl_client_certificate ${files.ca};
      ssl_verify_client on;
      ssl_verify_depth 2;
      root files;
      # Read whole, and then not sent any further.
      location /post {
        client_max_body_size 2m;
        client_body_buffer_size 2m;
        proxy_pass http://inner;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Content-Length "";
        proxy_pass_request_body off;
      }
    }`;
}

/** nginx doing what our proxy does. */
export function proxyConfiguration(port: number, upstreamPort: number, files: CertificateFiles): string {
  return `
    access_log access.log;
    upstream bank { server 127.0.0.1:${upstreamPort}; ${keepAlive} }
    server {
      listen 127.0.0.1:${port};
      client_max_body_size 2m;
      location / {
        proxy_pass https://bank;
        proxy_http_version 1.1;
        proxy_set_header Connection "";
        proxy_set_header Host localhost;
        proxy_request_buffering off;
        proxy_ssl_protocols TLSv1.3;
        proxy_ssl_name localhost;
        proxy_ssl_certificate ${files.client};
        proxy_ssl_certificate_key ${files.client};
        proxy_ssl_trusted_certificate ${files.ca};
        proxy_ssl_verify on;
        proxy_ssl_verify_depth 2;
      }
    }`;
}

/** Starts a nginx with one worker and waits until it listens. */
export async function startNginx(folder: string, http: string, port: number): Promise<ChildProcess> {
  mkdirSync(folder, { recursive: true });
  const folders = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  writeFileSync(
    join(folder, "nginx.conf"),
    `daemon off; master_process off; pid nginx.pid; worker_processes 1;
     events { worker_connections 1024; }
     http {
       ${folders.map((name) => `${name}_temp_path ${name};`).join(" ")}
       keepalive_requests 1000000;
       ${http}
     }`,
  );
  const child = spawn("nginx", ["-p", folder, "-c", "nginx.conf", "-e", "error.log"], { stdio: "inherit" });
  const ended = once(child, "exit").then(() => {
    throw new Error("nginx has ended.");
  });
  ended.catch(() => {});
  await Promise.race([ended, untilListening(port)]);
  return child;
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
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
