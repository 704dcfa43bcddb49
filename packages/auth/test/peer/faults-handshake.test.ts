import net, { type Socket } from "node:net";
import tls from "node:tls";
import { beforeAll, describe, expect, it, onTestFinished, vi } from "vitest";
import type { HttpClient, HttpClientSettings } from "../../src/http/http-client.js";
import { makeCertificate, type TestCertificate } from "../support/certificates.js";
import { openClient } from "../support/client.js";
import { head, serveFault } from "../support/fault-server.js";
import { listen, untilAllClosed } from "../support/server.js";

let server: TestCertificate;

beforeAll(async () => {
  server = await makeCertificate("server");
});

const connect = (settings: HttpClientSettings = {}): HttpClient =>
  openClient({ ca: server.certificate, ...settings });

describe("the two ends do not speak the same", () => {
  const protocolError = {
    name: "TlsError",
    code: "ERR_TLS_PROTOCOL",
    isRetryable: false,
    message: expect.stringMatching(/the server must speak TLS on this port/),
  };

  it.each<[string, string]>([
    ["HTTP", "HTTP/1.1 400 Bad Request\r\n\r\n"],
    ["something else", "SSH-2.0-x\r\n"],
  ])("TLS to a port that speaks %s", async (_name, answer) => {
    const { port, sockets } = await serveFault((socket) => socket.end(answer));
    await expect(connect().get(`https://127.0.0.1:${port}`)).rejects.toMatchObject(protocolError);
    await untilAllClosed(sockets);
  });

  it("no TLS to a port that speaks it", async () => {
    const { port, sockets } = await serveFault(() => {}, server);
    await expect(connect().get(`http://127.0.0.1:${port}`)).rejects.toMatchObject({
      name: "ApiConnectionError",
      code: "ERR_API_CONNECTION",
    });
    await untilAllClosed(sockets);
  });

  it("TLS to a port that hangs up", async () => {
    const { port, sockets } = await listen(net.createServer((socket) => socket.destroy()));
    await expect(connect().get(`https://127.0.0.1:${port}`)).rejects.toMatchObject({
      code: "ERR_API_CONNECTION",
      message: expect.stringMatching(/the connection was cut/),
    });
    await untilAllClosed(sockets);
  });

  it.each<[string, (socket: Socket) => unknown]>([
    ["says nothing", (socket) => socket.resume()],
    ["says half a handshake", (socket) => socket.resume().write(Buffer.from("160303007a02", "hex"))],
  ])("TLS to a port that %s", async (_name, act) => {
    const { port, sockets } = await listen(net.createServer(act));
    await expect(connect({ timeoutMs: 200 }).get(`https://127.0.0.1:${port}`)).rejects.toMatchObject({
      code: "ERR_API_TIMEOUT",
    });
    await untilAllClosed(sockets);
  });

  it("TLS 1.1 is too old", async () => {
    const old = { minVersion: "TLSv1", maxVersion: "TLSv1.1", ciphers: "DEFAULT@SECLEVEL=0" } as const;
    const { port, sockets } = await listen(
      tls.createServer({ key: server.key, cert: server.certificate, ...old }),
    );
    await expect(connect().get(`https://127.0.0.1:${port}`)).rejects.toMatchObject(protocolError);
    await untilAllClosed(sockets);
  });
});

describe("the server's certificate", () => {
  it("may change, as it does without notice: nothing is pinned", async () => {
    const [first, second] = [await makeCertificate("first"), await makeCertificate("second")];
    const context = ({ key, certificate }: TestCertificate) => ({ key, cert: certificate });
    const target = tls.createServer(context(first), (socket) => {
      socket.once("data", () => socket.end(`${head("content-length: 2", "connection: close")}ok`));
    });
    const { port } = await listen(target);
    const http = connect({ ca: first.certificate + second.certificate });
    expect(await http.get(`https://127.0.0.1:${port}`).text()).toBe("ok");
    target.setSecureContext(context(second));
    expect(await http.get(`https://127.0.0.1:${port}`).text()).toBe("ok");

    const trustingOne = connect({ ca: first.certificate });
    await expect(trustingOne.get(`https://127.0.0.1:${port}`)).rejects.toMatchObject({
      code: "ERR_TLS_SERVER_UNTRUSTED",
    });
  });

  it("is checked whatever the environment says", async () => {
    const [{ key, certificate }, other] = [await makeCertificate("first"), await makeCertificate("second")];
    const { port } = await listen(tls.createServer({ key, cert: certificate }));
    vi.stubEnv("NODE_TLS_REJECT_UNAUTHORIZED", "0");
    onTestFinished(() => void vi.unstubAllEnvs());
    const http = connect({ ca: other.certificate });
    await expect(http.get(`https://127.0.0.1:${port}`)).rejects.toMatchObject({
      code: "ERR_TLS_SERVER_UNTRUSTED",
    });
  });
});
