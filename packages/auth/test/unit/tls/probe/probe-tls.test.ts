import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { createServer as createTlsServer, type TLSSocket, type TlsOptions } from "node:tls";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import {
  importTlsIdentity,
  type ProbeTlsOptions,
  probeTls,
  type TlsIdentity,
} from "../../../../src/index.js";
import { makeCertificate, now, type TestCertificate } from "../../../support/certificates.js";
import { closedPort, serve } from "../../../support/server.js";

let server: TestCertificate;
let client: TestCertificate;
let identity: TlsIdentity;

beforeAll(async () => {
  [server, client] = await Promise.all([makeCertificate("server"), makeCertificate("client_1")]);
  identity = await importTlsIdentity({ certificate: client.certificate, key: client.key, now });
});

const own = () => ({ key: server.key, cert: server.certificate });
const mutual = (): TlsOptions => ({ ...own(), requestCert: true, ca: client.certificate });

function probe(url: URL | string, options: Partial<ProbeTlsOptions> = {}): ReturnType<typeof probeTls> {
  return probeTls({ url, ca: server.certificate, now: () => now, ...options });
}

/** A TCP server that does with its connections what the test says. */
async function listen(accept: (socket: Socket) => void): Promise<URL> {
  return await start(createServer(accept));
}

/** A TLS server below HTTP. */
async function listenTls(accept: (socket: TLSSocket) => void, options: TlsOptions = own()): Promise<URL> {
  return await start(createTlsServer(options, accept));
}

async function start(listener: ReturnType<typeof createServer>): Promise<URL> {
  const sockets = new Set<Socket>();
  listener.on("connection", (socket: Socket) => {
    sockets.add(socket.on("error", () => {}));
  });
  listener.on("tlsClientError", () => {});
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    listener.close();
    await once(listener, "close");
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  return new URL(`https://127.0.0.1:${(listener.address() as AddressInfo).port}/path?a=%20b`);
}

/** The time that a probe has is over when the test says so. */
function stopTime(): { timeOut(): void } {
  const controller = new AbortController();
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValueOnce(controller.signal);
  onTestFinished(() => timeout.mockRestore());
  return { timeOut: () => controller.abort() };
}

describe("a connection that works", () => {
  it("is told of whole, and asks for the path of the URL", async () => {
    let received: unknown;
    const url = await serve(own(), ({ method, url: target, headers }, response) => {
      received = { method, target, headers };
      response.writeHead(404).end("x".repeat(100_000));
    });
    let time = now.getTime();
    const tick = () => {
      time += 7;
      return new Date(time);
    };
    expect(await probe(new URL("/a%20b?c=%2F", url), { now: tick })).toEqual({
      host: "127.0.0.1",
      port: Number(url.port),
      tcpMs: 7,
      handshakeMs: 7,
      protocol: "TLSv1.3",
      cipher: expect.stringMatching(/^TLS_/),
      alpn: "http/1.1",
      chain: [
        {
          subject: "CN=server",
          issuer: "CN=server",
          notBefore: expect.any(Date),
          notAfter: expect.any(Date),
          daysLeft: 0,
          subjectAltNames: ["DNS:localhost", "IP:127.0.0.1"],
        },
      ],
      authorized: true,
      clientCertificate: {
        requested: false,
        presented: undefined,
        accepted: undefined,
        detail: "The server did not ask for a certificate in the handshake.",
      },
      httpStatus: 404,
    });
    expect(received).toEqual({
      method: "GET",
      target: "/a%20b?c=%2F",
      headers: { host: url.host, "user-agent": "countersign", accept: "*/*", connection: "close" },
    });
  });

  it.each(["TLSv1.2", "TLSv1.3"] as const)(
    "in %s tells that a certificate was asked for, and sent",
    async (version) => {
      const options = { ...mutual(), rejectUnauthorized: false, maxVersion: version };
      const url = await serve(options, (_request, response) => response.writeHead(403).end());
      const report = await probe(url, { identity });
      expect(report).toMatchObject({ protocol: version, httpStatus: 403 });
      expect(report.failure).toBeUndefined();
      expect(report.clientCertificate).toEqual({
        requested: true,
        authorities: ["CN=client_1"],
        presented: "CN=client_1",
        accepted: true,
        detail: expect.stringMatching(
          /TLS did not refuse it.* 403; the 403 may still be about the certificate/,
        ),
      });
    },
  );

  it.each(["TLSv1.2", "TLSv1.3"] as const)(
    "in %s tells that none was sent where there is none",
    async (version) => {
      const options = { ...mutual(), rejectUnauthorized: false, maxVersion: version };
      const url = await serve(options, (_request, response) => response.end());
      const report = await probe(url);
      expect(report.failure).toBeUndefined();
      expect(report.clientCertificate).toMatchObject({
        requested: true,
        presented: undefined,
        accepted: undefined,
        detail: expect.stringMatching(/got none; TLS did not insist, and HTTP answered 200\.$/),
      });
    },
  );

  it.each(["TLSv1.2", "TLSv1.3"] as const)("in %s tells that ours was not asked for", async (version) => {
    const url = await serve({ ...own(), maxVersion: version }, (_request, response) => response.end());
    const { clientCertificate } = await probe(url, { identity });
    expect(clientCertificate).toEqual({
      requested: false,
      presented: undefined,
      accepted: undefined,
      detail: "The server did not ask for a certificate in the handshake, so ours was not sent.",
    });
  });

  it("names the host where it has a name, and not where it has an address", async () => {
    const names: unknown[] = [];
    const url = await listenTls((socket) => {
      names.push(socket.servername);
      socket.end("HTTP/1.1 204 No Content\r\n\r\n");
    });
    expect((await probe(url)).httpStatus).toBe(204);
    url.hostname = "localhost";
    expect((await probe(url)).httpStatus).toBe(204);
    expect(names).toEqual([false, "localhost"]);
  });

  it("points at authorities of which ours is none", async () => {
    const options = { ...mutual(), ca: server.certificate, rejectUnauthorized: false };
    const url = await serve(options, (_request, response) => response.end());
    const { authorities, detail, isIssuerListed } = (await probe(url, { identity })).clientCertificate;
    expect(authorities).toEqual(["CN=server"]);
    expect(detail).toMatch(/lists the authorities that it takes, and CN=client_1 is not among them\.$/);
    expect(isIssuerListed).toBe(false);
  });
});

describe("a client certificate that is not accepted", () => {
  it.each(["TLSv1.2", "TLSv1.3"] as const)("in %s because there is none", async (maxVersion) => {
    const url = await serve({ ...mutual(), maxVersion }, (_request, response) => response.end());
    const { failure, clientCertificate, chain, protocol } = await probe(url);
    expect(failure).toEqual({
      phase: "tls-client-certificate",
      message: expect.stringMatching(/^The server requires a client certificate, and none was sent/),
    });
    expect(clientCertificate).toMatchObject({ requested: true, accepted: false, detail: failure?.message });
    expect({ protocol, subjects: chain.map(({ subject }) => subject) }).toEqual({
      protocol: maxVersion,
      subjects: ["CN=server"],
    });
  });

  it.each(["TLSv1.2", "TLSv1.3"] as const)(
    "in %s by a server that says nothing and hangs up",
    async (maxVersion) => {
      const options = { ...mutual(), ca: server.certificate, maxVersion };
      const url = await serve(options, (_request, response) => response.end());
      const { failure, clientCertificate } = await probe(url, { identity });
      expect(failure).toEqual({
        phase: "tls-client-certificate",
        message: expect.stringMatching(
          /got ours and cut the connection without a word: so do servers that refuse/,
        ),
      });
      expect(clientCertificate).toMatchObject({ requested: true, presented: "CN=client_1", accepted: false });
    },
  );

  it("is no reason where none was asked for: a connection that is cut is a matter of HTTP", async () => {
    const url = await listenTls((socket) => socket.destroy());
    const { failure, clientCertificate } = await probe(url, { identity });
    expect(failure).toMatchObject({ phase: "http", message: expect.stringMatching(/cut the connection/) });
    expect(clientCertificate).toMatchObject({ requested: false, accepted: undefined });
  });

  it.each([
    ["No required SSL certificate was sent", /requires a client certificate, and none was sent/],
    ["The SSL certificate error", /does not accept our certificate/],
  ])("as nginx says it: %s", async (text, message) => {
    const options = { ...mutual(), rejectUnauthorized: false };
    const page = `<html>\r\n<center>${text}</center>\r\n</html>`;
    const url = await serve(options, (_request, response) => response.writeHead(400).end(page));
    const report = await probe(url);
    expect(report.failure).toEqual({
      phase: "tls-client-certificate",
      message: expect.stringMatching(message),
    });
    expect(report).toMatchObject({ httpStatus: 400, clientCertificate: { accepted: false } });
  });

  it("is not what any other answer means, with status 400 or with that text", async () => {
    const text = "No required SSL certificate was sent";
    for (const [status, body] of [
      [400, "bad request"],
      [200, text],
    ] as const) {
      const url = await serve(own(), (_request, response) => response.writeHead(status).end(body));
      const report = await probe(url);
      expect(report.failure).toBeUndefined();
      expect(report.httpStatus).toBe(status);
    }
  });
});

describe("a server that is not trusted", () => {
  it("is sent nothing but the handshake, and its chain is shown", async () => {
    const received: Buffer[] = [];
    const listener = createTlsServer({ ...mutual(), rejectUnauthorized: false }, (socket) => {
      socket.on("data", (chunk: Buffer) => received.push(chunk));
    });
    const closed = once(listener, "connection").then(([socket]) => once(socket as Socket, "close"));
    const url = await start(listener);
    const report = await probe(url, { identity, ca: client.certificate });
    expect(report).toMatchObject({
      authorized: false,
      authorizationError: expect.stringMatching(/CN=server, is self-signed and not trusted/),
      chain: [{ subject: "CN=server" }],
      clientCertificate: {
        requested: true,
        presented: "CN=client_1",
        accepted: undefined,
        detail: expect.stringMatching(/was not tried, as the server is not trusted/),
      },
    });
    expect(report.failure).toEqual({
      phase: "tls-server-certificate",
      message: report.authorizationError,
    });
    expect(report).not.toHaveProperty("httpStatus");
    await closed;
    expect(received).toEqual([]);
  });

  it("is one of another name", async () => {
    const other = await makeCertificate("elsewhere", ["DNS:elsewhere.example"]);
    const url = await serve({ key: other.key, cert: other.certificate }, (_request, response) =>
      response.end(),
    );
    expect((await probe(url, { ca: other.certificate })).failure).toEqual({
      phase: "tls-server-certificate",
      message: expect.stringMatching(/names DNS:elsewhere\.example, and not 127\.0\.0\.1/),
    });
  });

  it("is one that the system does not know, where no authorities are given", async () => {
    const url = await serve(own(), (_request, response) => response.end());
    const { failure } = await probeTls({ url, now: () => now });
    expect(failure?.phase).toBe("tls-server-certificate");
  });
});

describe("a server that cannot be reached", () => {
  it("has a name that is unknown", async () => {
    // Too long for a label, so that nobody needs to be asked.
    const { failure, clientCertificate, ...report } = await probe(`https://${"a".repeat(64)}.example/`);
    expect(failure).toEqual({
      phase: "dns",
      message: expect.stringMatching(/has no address: look at the URL/),
    });
    expect(clientCertificate).toMatchObject({
      requested: undefined,
      accepted: undefined,
      detail: "Whether the server asks for a certificate could not be seen.",
    });
    expect(report).toEqual({ host: `${"a".repeat(64)}.example`, port: 443, chain: [], authorized: false });
  });

  it("does not listen", async () => {
    const { failure } = await probe(await closedPort());
    expect(failure).toEqual({
      phase: "tcp",
      message: expect.stringMatching(/^Nothing listens.*ECONNREFUSED/),
    });
  });

  it.each<[what: string, accept: (socket: Socket) => void, message: RegExp]>([
    [
      "speaks HTTP without TLS",
      (socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"),
      /does not speak TLS/,
    ],
    ["hangs up at once", (socket) => socket.end(), /cut during the handshake/],
    [
      "hangs up once the client has spoken",
      (socket) => socket.on("data", () => socket.resetAndDestroy()),
      /cut during the handshake.*\(ECONNRESET\)/,
    ],
    [
      "answers with an alert",
      (socket) => socket.end(Buffer.of(21, 3, 3, 0, 2, 2, 112)),
      /knows no host of this name.*unrecognized_name/,
    ],
    [
      "answers with an alert that says little",
      (socket) => socket.end(Buffer.of(21, 3, 3, 0, 2, 2, 10)),
      /refused the connection \(TLS alert 10\)/,
    ],
    [
      "answers with the alert of TLS 1.2 for whatever it does not like",
      (socket) => socket.end(Buffer.of(21, 3, 3, 0, 2, 2, 40)),
      /no parameters in common/,
    ],
  ])("%s", async (_what, accept, message) => {
    const { failure, clientCertificate } = await probe(await listen(accept), { identity });
    expect(failure).toEqual({ phase: "tls-protocol", message: expect.stringMatching(message) });
    expect(clientCertificate.requested).toBeUndefined();
  });

  it("says nothing", async () => {
    const { timeOut } = stopTime();
    const url = await listen((socket) => socket.on("data", timeOut));
    expect((await probe(url)).failure).toEqual({
      phase: "tls-protocol",
      message: expect.stringMatching(/not complete within 10000 ms: port \d+ may be one without TLS/),
    });
    expect(AbortSignal.timeout).toHaveBeenCalledWith(10_000);
  });

  it("lets nobody connect", async () => {
    const { timeOut } = stopTime();
    timeOut();
    expect((await probe(await closedPort(), { timeoutMs: 5 })).failure).toEqual({
      phase: "tcp",
      message: expect.stringMatching(/^No connection to .* within 5 ms: a firewall/),
    });
    expect(AbortSignal.timeout).toHaveBeenCalledWith(5);
  });

  it("speaks TLS 1.1 at most", async () => {
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    const url = await serve({ ...own(), ...old }, (_request, response) => response.end());
    const { failure } = await probe(url);
    expect(failure).toEqual({
      phase: "tls-protocol",
      message: expect.stringMatching(/does not speak TLS 1\.2 or later/),
    });
  });
});

describe("an answer that is none", () => {
  it.each<[what: string, accept: (socket: TLSSocket) => void, message: RegExp]>([
    ["because it is not HTTP/1.1", (socket) => socket.end("220 mail.example ESMTP\r\n"), /is not HTTP\/1\.1/],
    ["because it breaks off", (socket) => socket.end("HTTP/1."), /is not HTTP\/1\.1/],
    ["because the server hangs up", (socket) => socket.end(), /cut the connection and answered nothing/],
  ])("%s", async (_what, accept, message) => {
    const { failure, authorized } = await probe(await listenTls(accept));
    expect(authorized).toBe(true);
    expect(failure).toEqual({ phase: "http", message: expect.stringMatching(message) });
  });

  it("because the connection is reset", async () => {
    const listener = createTlsServer(own(), () => tcp?.resetAndDestroy());
    let tcp: Socket | undefined;
    listener.on("connection", (socket: Socket) => {
      tcp = socket;
    });
    expect((await probe(await start(listener))).failure).toEqual({
      phase: "http",
      message: expect.stringMatching(/cut the connection and answered nothing/),
    });
  });

  it("because nothing comes, and leaves open what became of the certificate", async () => {
    const { timeOut } = stopTime();
    const url = await listenTls((socket) => socket.on("data", timeOut), {
      ...mutual(),
      rejectUnauthorized: false,
    });
    const { failure, clientCertificate } = await probe(url, { identity, timeoutMs: 50 });
    expect(failure).toEqual({ phase: "http", message: "No answer to a GET within 50 ms." });
    expect(clientCertificate).toMatchObject({
      presented: "CN=client_1",
      accepted: undefined,
      detail: expect.stringMatching(/not known, as no HTTP answer came\.$/),
    });
  });
});

describe("what the caller does", () => {
  it("ends it with the reason of the signal", async () => {
    const reason = new Error("no longer needed");
    const controller = new AbortController();
    const url = await listen(() => controller.abort(reason));
    await expect(probe(url, { signal: controller.signal })).rejects.toBe(reason);
    await expect(probe(url, { signal: controller.signal })).rejects.toBe(reason);
  });

  it("is refused where the URL has no TLS", async () => {
    await expect(probe("http://127.0.0.1/")).rejects.toThrow(
      new TypeError("the URL must be https:, not http:"),
    );
    await expect(probe("127.0.0.1:443")).rejects.toThrow(TypeError);
  });

  it("is refused where the authorities to trust are none", async () => {
    await expect(probe(await closedPort(), { ca: client.key })).rejects.toMatchObject({
      code: "ERR_CERTIFICATE_UNREADABLE",
      message: expect.stringMatching(/Cannot be read as a certificate/),
    });
  });
});
