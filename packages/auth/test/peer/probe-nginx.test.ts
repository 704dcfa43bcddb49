import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { probeTls, type TlsIdentity } from "../../src/index.js";
import { createOpensslAuthority, type OpensslAuthority } from "../support/openssl-authority.js";
import { startTool } from "../support/start-tool.js";
import { describeWith } from "../support/tools.js";

const versions = ["TLSv1.2", "TLSv1.3"] as const;

describeWith("nginx", "nginx", () => {
  let ours: OpensslAuthority;
  let theirs: OpensslAuthority;
  let identity: TlsIdentity;
  let stranger: TlsIdentity;
  let expired: TlsIdentity;

  beforeAll(() => {
    ours = createOpensslAuthority("Test");
    theirs = createOpensslAuthority("Other");
    const { certificate } = ours.issue("server", { subjectAltNames: ["IP:127.0.0.1"] });
    writeFileSync(join(ours.folder, "server-chain.pem"), certificate + ours.intermediate);
    identity = ours.issueIdentity("client");
    stranger = theirs.issueIdentity("stranger");
    expired = ours.issueIdentity("expired", { days: -1 });
  });
  afterAll(() => {
    ours.remove();
    theirs.remove();
  });

  async function startNginx(verifyClient: string, version: string): Promise<string> {
    const folder = mkdtempSync(join(tmpdir(), "countersign-nginx-"));
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
    const port = await freePort();
    writeFileSync(join(folder, "nginx.conf"), configuration(ours.folder, port, verifyClient, version));
    const nginx = startTool("nginx", ["-p", folder, "-c", "nginx.conf", "-e", "stderr"], folder);
    let printed = "";
    nginx.stderr?.on("data", (chunk) => {
      printed += chunk;
    });
    while (!(await isListening(port))) {
      if (nginx.exitCode !== null) throw new Error(`nginx did not start:\n${printed}`);
    }
    return `https://127.0.0.1:${port}/`;
  }

  const probe = async (verifyClient: string, version: string, presented?: TlsIdentity) =>
    await probeTls({
      url: await startNginx(verifyClient, version),
      ca: ours.root,
      now: () => new Date(),
      ...(presented && { identity: presented }),
    });

  it.each(versions)("asks for nothing, %s", async (version) => {
    const { failure, ...report } = await probe("off", version, identity);
    expect(failure).toBeUndefined();
    expect(report).toMatchObject({
      protocol: version,
      alpn: "http/1.1",
      httpStatus: 204,
      clientCertificate: { requested: false, presented: undefined, accepted: undefined },
    });
  });

  it.each(versions)("requires a certificate, and gets ours, %s", async (version) => {
    const { failure, ...report } = await probe("on", version, identity);
    expect(failure).toBeUndefined();
    expect(report).toMatchObject({
      httpStatus: 204,
      clientCertificate: {
        requested: true,
        authorities: ["CN=Test Root"],
        presented: "CN=client",
        accepted: true,
      },
    });
  });

  it.each(versions)("requires a certificate, gets none, and says so over HTTP, %s", async (version) => {
    const { failure, ...report } = await probe("on", version);
    expect(failure).toEqual({
      phase: "tls-client-certificate",
      message: expect.stringMatching(/^The server requires a client certificate, and none was sent \(nginx/),
    });
    expect(report).toMatchObject({
      authorized: true,
      httpStatus: 400,
      clientCertificate: { requested: true, presented: undefined, accepted: false },
    });
  });

  it.each([
    ["on", "of another authority", () => stranger],
    ["on", "that has expired", () => expired],
    ["optional", "of another authority", () => stranger],
  ] as const)("with ssl_verify_client %s does not accept one %s", async (verifyClient, _what, presented) => {
    const { failure, clientCertificate, httpStatus } = await probe(verifyClient, "TLSv1.3", presented());
    expect(failure).toEqual({
      phase: "tls-client-certificate",
      message: expect.stringMatching(/^The server does not accept our certificate/),
    });
    expect(httpStatus).toBe(400);
    expect(clientCertificate).toMatchObject({ requested: true, accepted: false });
  });

  it.each(versions)("asks and does not insist, %s", async (version) => {
    const { failure, ...report } = await probe("optional", version);
    expect(failure).toBeUndefined();
    expect(report).toMatchObject({
      httpStatus: 204,
      clientCertificate: { requested: true, presented: undefined, accepted: undefined },
    });
  });
});

function configuration(folder: string, port: number, verifyClient: string, version: string): string {
  return `
    daemon off;
    master_process off;
    pid nginx.pid;
    events {}
    http {
      access_log off;
      client_body_temp_path body;
      proxy_temp_path proxy;
      fastcgi_temp_path fastcgi;
      uwsgi_temp_path uwsgi;
      scgi_temp_path scgi;
      server {
        listen 127.0.0.1:${port} ssl;
        ssl_protocols ${version};
        ssl_certificate ${folder}/server-chain.pem;
        ssl_certificate_key ${folder}/server.key;
        ssl_client_certificate ${folder}/root.pem;
        ssl_verify_client ${verifyClient};
        ssl_verify_depth 2;
        location / { return 204; }
      }
    }`;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, "127.0.0.1");
  try {
    await once(socket, "connect");
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
