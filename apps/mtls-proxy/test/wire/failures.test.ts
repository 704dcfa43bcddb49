import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { createAuthority } from "../support/authority.js";
import { startBank, useCertificates } from "../support/bank.js";
import { startProxy } from "../support/proxy.js";
import { send } from "../support/send.js";

const certificates = useCertificates();

const through = async (upstream: string, options: Partial<Parameters<typeof startProxy>[1]> = {}) =>
  await startProxy(certificates, { upstream: new URL(upstream), ...options });

/** A TLS server that answers each connection with these bytes, or with silence. */
async function startRaw(bytes: string | undefined): Promise<string> {
  const { certificate, key } = certificates.server;
  const server = createTlsServer({ cert: certificate, key }, (socket) => {
    socket.on("error", () => {});
    if (bytes !== undefined) socket.once("data", () => socket.end(bytes));
  });
  const sockets = new Set<{ destroy(): void }>();
  server.on("connection", (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    for (const socket of sockets) socket.destroy();
  });
  return `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** The proxy's own answer, and the reason in its log. */
async function failureOf(proxy: Awaited<ReturnType<typeof through>>, options?: Parameters<typeof send>[1]) {
  const { status, headers, body } = await send(proxy.url, options);
  expect(headers["content-type"]).toBe("application/json");
  const { code, message } = JSON.parse(body) as { code: string; message: string };
  expect(headers["proxy-status"]).toMatch(`countersign-mtls-proxy; error=`);
  expect(headers["proxy-status"]).toContain(`details="${code}"`);
  const line = proxy.log.at(-1) as { error?: { code?: string; message: string } };
  expect(line).toMatchObject({ level: "warn", msg: "request refused", code, status });
  return { status, code, message, cause: line.error?.code ?? line.error?.message };
}

describe("an upstream that gives no answer", () => {
  it("that does not listen: 502", async () => {
    const proxy = await through(`https://127.0.0.1:${await closedPort()}`);
    expect(await failureOf(proxy)).toMatchObject({
      status: 502,
      code: "ERR_PROXY_UNREACHABLE",
      cause: "ECONNREFUSED",
    });
  });

  it("whose name is unknown: 502", async () => {
    expect(await failureOf(await through("https://unknown.invalid"))).toMatchObject({
      status: 502,
      code: "ERR_PROXY_UNREACHABLE",
    });
  });

  it("that is silent: 504", async () => {
    const proxy = await through(await startRaw(undefined), { timeoutSeconds: 1 });
    expect(await failureOf(proxy, { method: "POST", body: "x" })).toMatchObject({
      status: 504,
      code: "ERR_PROXY_TIMEOUT",
      cause: "UND_ERR_HEADERS_TIMEOUT",
    });
  });

  it("that ends the connection: 502", async () => {
    expect(await failureOf(await through(await startRaw("")))).toMatchObject({
      status: 502,
      code: "ERR_PROXY_CONNECTION",
    });
  });

  it.each([
    "no HTTP at all\r\n\r\n",
    "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    `HTTP/1.1 200 OK\r\nX: ${"x".repeat(100_000)}\r\n\r\n`,
  ])("that answers something else than HTTP: 502 (%#)", async (bytes) => {
    const proxy = await through(await startRaw(bytes));
    expect(await failureOf(proxy)).toMatchObject({ status: 502, code: "ERR_PROXY_ANSWER" });
    expect(JSON.stringify(proxy.log)).not.toMatch(/no HTTP at all|xxx/);
  });

  it.each(["1", "0"])(
    "that somebody else certified: 502, and it is sent nothing (%s)",
    async (environment) => {
      // What would turn verification off elsewhere.
      vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", environment);
      onTestFinished(() => void vi.unstubAllEnvs());
      let requests = 0;
      const other = createAuthority();
      onTestFinished(other.remove);
      const bank = await startBank(
        { authority: certificates.authority, consumer: certificates.consumer, server: other.issue("bank") },
        () => {
          requests += 1;
        },
      );
      expect(await failureOf(await through(bank.url))).toMatchObject({ status: 502, code: "ERR_PROXY_TLS" });
      expect(requests).toBe(0);
    },
  );

  it("that is certified for another name: 502", async () => {
    const bank = await startBank(certificates, () => {});
    const proxy = await through(bank.url.replace("127.0.0.1", "127.0.0.2"));
    bank.server.close();
    bank.server.listen(Number(new URL(bank.url).port), "127.0.0.2");
    expect(await failureOf(proxy)).toMatchObject({
      status: 502,
      code: "ERR_PROXY_TLS",
      cause: "ERR_TLS_CERT_ALTNAME_INVALID",
    });
  });

  it("that does not take the client certificate: 502, with the alert in the log", async () => {
    const other = createAuthority();
    onTestFinished(other.remove);
    const bank = await startBank(
      {
        ...certificates,
        authority: { ...certificates.authority, bundle: other.bundle },
        server: certificates.server,
        consumer: certificates.consumer,
      },
      () => {},
    );
    const proxy = await through(bank.url);
    expect(await failureOf(proxy)).toMatchObject({ status: 502 });
  });

  it("that comes back: requests pass again", async () => {
    const port = await closedPort();
    const proxy = await through(`https://127.0.0.1:${port}`);
    expect((await send(proxy.url)).status).toBe(502);
    const bank = await startBank(certificates, (_request, response) => void response.end("ok"));
    bank.server.close();
    bank.server.listen(port, "127.0.0.1");
    expect((await send(proxy.url)).status).toBe(200);
  });

  it("is not asked at all with a certificate that has ended: 503", async () => {
    let requests = 0;
    const bank = await startBank(certificates, (_request, response) => {
      requests += 1;
      response.end("ok");
    });
    let now = new Date();
    const proxy = await startProxy(certificates, { upstream: new URL(bank.url) }, { now: () => now });
    expect((await send(proxy.url)).status).toBe(200);
    now = new Date(Date.now() + 40 * 24 * 60 * 60 * 1000);
    expect(await failureOf(proxy)).toMatchObject({
      status: 503,
      code: "ERR_PROXY_CERTIFICATE",
      cause: "ERR_TLS_IDENTITY_EXPIRED",
    });
    expect(requests).toBe(1);
  });
});
