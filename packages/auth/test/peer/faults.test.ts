import type { Socket } from "node:net";
import tls from "node:tls";
import { beforeAll, describe, expect, it } from "vitest";
import type { HttpClient, HttpClientSettings } from "../../src/http/http-client.js";
import { makeCertificate, type TestCertificate } from "../support/certificates.js";
import { openClient } from "../support/client.js";
import { type Fault, head, serveFault } from "../support/fault-server.js";
import { untilAllClosed } from "../support/server.js";

let server: TestCertificate;

beforeAll(async () => {
  server = await makeCertificate("server");
});

const connect = (settings: HttpClientSettings = {}): HttpClient =>
  openClient({ ca: server.certificate, ...settings });

const cut = /the connection was cut/;

/** A reset, where that is possible: TLS hides the socket that could send one. */
function reset(socket: Socket): void {
  if (socket instanceof tls.TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
}

describe.each(["TLS", "TCP"] as const)("over %s, a connection", (transport) => {
  const serve = (fault: Fault) => serveFault(fault, transport === "TLS" ? server : undefined);

  it.each<[string, Fault, RegExp]>([
    ["reset before any byte", reset, cut],
    [
      "reset after the headers",
      (socket) => socket.write(head("content-length: 9"), () => reset(socket)),
      cut,
    ],
    [
      "reset in the body",
      (socket) => socket.write(`${head("content-length: 9")}half`, () => reset(socket)),
      cut,
    ],
    ["ended before any byte", (socket) => socket.end(), cut],
    ["ended in the headers", (socket) => socket.end("HTTP/1.1 200 OK\r\ncontent-le"), cut],
    ["ended after the headers", (socket) => socket.end(head("content-length: 9")), cut],
    ["ended in the body", (socket) => socket.end(`${head("content-length: 9")}half`), cut],
    [
      "ended between chunks",
      (socket) => socket.end(`${head("transfer-encoding: chunked")}4\r\nhalf\r\n`),
      cut,
    ],
    [
      "that speaks something else",
      (socket) => socket.end("SSH-2.0-x\r\n"),
      /does not match the HTTP\/1\.1 protocol/,
    ],
    [
      "with a broken chunk",
      (socket) => socket.end(`${head("transfer-encoding: chunked")}zz\r\n`),
      /does not match the HTTP\/1\.1 protocol/,
    ],
    [
      "with headers without end",
      (socket) => socket.write(`HTTP/1.1 200 OK\r\na: ${"b".repeat(100_000)}`),
      /Headers Overflow/,
    ],
    [
      "with a body of two lengths",
      (socket) => socket.end(`${head("content-length: 9", "transfer-encoding: chunked")}0\r\n\r\n`),
      /does not match|content-length/,
    ],
    [
      "with a body that cannot be unpacked",
      (socket) => socket.end(`${head("content-encoding: gzip", "connection: close")}no gzip`),
      /incorrect header check \(Z_DATA_ERROR\)/,
    ],
  ])("%s is an error, and is left", async (_name, fault, message) => {
    const { url, sockets } = await serve(fault);
    await expect(connect().post(url, { body: "request" })).rejects.toMatchObject({
      name: "ApiConnectionError",
      code: "ERR_API_CONNECTION",
      message: expect.stringMatching(message),
      url: url.href,
    });
    await untilAllClosed(sockets);
  });

  it.each<[string, Fault]>([
    ["without an answer", () => {}],
    ["that stops in the headers", (socket) => socket.write("HTTP/1.1 200 OK\r\ncontent-le")],
    ["that stops after the headers", (socket) => socket.write(head("content-length: 9"))],
    ["that stops in the body", (socket) => socket.write(`${head("content-length: 9")}half`)],
    [
      "whose headers dribble",
      (socket) => {
        socket.write("HTTP/1.1 200 OK\r\n");
        dribble(socket, "a: b\r\n");
      },
    ],
    [
      "whose body dribbles",
      (socket) => {
        socket.write(head("transfer-encoding: chunked"));
        dribble(socket, "1\r\na\r\n");
      },
    ],
  ])("%s has no more time than was given, and is left", async (_name, fault) => {
    const { url, sockets } = await serve(fault);
    const call = connect({ timeoutMs: 200 }).post(url, { body: "request" });
    await expect(call).rejects.toMatchObject({ name: "ApiTimeoutError", code: "ERR_API_TIMEOUT" });
    await untilAllClosed(sockets);
  });

  it("whose answer never ends is left at the limit", async () => {
    const { url, sockets } = await serve((socket) => {
      socket.write(head("connection: close"));
      const more = () => {
        if (!socket.destroyed) socket.write(Buffer.alloc(65_536), () => setImmediate(more));
      };
      more();
    });
    await expect(connect({ maxResponseBytes: 1_000_000 }).get(url)).rejects.toMatchObject({
      name: "ApiConnectionError",
      code: "ERR_API_RESPONSE_TOO_LARGE",
    });
    await untilAllClosed(sockets);
  });

  it("that is gone does not spoil the next request", async () => {
    const { url, sockets } = await serve((socket) =>
      socket.write(`${head("content-length: 2")}ok`, () => socket.destroySoon()),
    );
    const http = connect();
    expect(await http.get(url).text()).toBe("ok");
    await untilAllClosed(sockets);
    expect(await http.get(url).text()).toBe("ok");
  });

  it("is closed with the client, and not before", async () => {
    const { url, sockets } = await serve((socket) =>
      socket.write(`${head("content-length: 2", "keep-alive: timeout=600")}ok`),
    );
    const http = connect();
    expect(await http.get(url).text()).toBe("ok");
    expect(sockets.size).toBe(1);
    await http.close();
    await untilAllClosed(sockets);
  });
});

function dribble(socket: Socket, text: string): void {
  const timer = setInterval(() => socket.write(text), 10);
  socket.once("close", () => clearInterval(timer));
}
