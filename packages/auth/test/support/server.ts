import { once } from "node:events";
import http, { type RequestListener } from "node:http";
import https, { type ServerOptions } from "node:https";
import { type AddressInfo, connect, type Server, type Socket } from "node:net";
import { expect, onTestFinished } from "vitest";
import { eventually } from "./eventually.js";

/** A server that listens. */
export interface Listening {
  readonly port: number;
  /** Connections that are open on the server's side. */
  readonly sockets: ReadonlySet<Socket>;
}

/** Has a server listen on a free port of the loopback interface until the test ends. */
export async function listen(server: Server): Promise<Listening> {
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
  });
  onTestFinished(async () => {
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, "close");
  });
  // The client goes by it, too: what is left open has to stay so, for a test to see it.
  if ("keepAliveTimeout" in server) server.keepAliveTimeout = 600_000;
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, sockets };
}

/** Waits until no connection is open on the server's side. */
export async function untilAllClosed(sockets: ReadonlySet<Socket>): Promise<void> {
  await eventually(() => expect(sockets.size).toBe(0));
}

/** Waits until something listens on a port of the loopback interface. */
export async function untilListening(port: string): Promise<void> {
  await eventually(async () => {
    const socket = connect(Number(port), "127.0.0.1");
    await once(socket, "connect");
    socket.destroy();
  });
}

/** An HTTPS server on a free port of the loopback interface that ends with the test. */
export async function serve(options: ServerOptions, listener: RequestListener): Promise<URL> {
  const { port } = await listen(https.createServer(options, listener));
  return new URL(`https://127.0.0.1:${port}`);
}

/** The same without TLS. */
export async function servePlain(listener: RequestListener): Promise<URL> {
  const { port } = await listen(http.createServer(listener));
  return new URL(`http://127.0.0.1:${port}`);
}

/** The address of a port on which nothing listens. */
export async function closedPort(): Promise<URL> {
  const server = http.createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return new URL(`https://127.0.0.1:${port}`);
}
