import type { Server as HttpServer, ServerResponse } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { SandboxError } from "../errors.js";

export interface Listener {
  readonly port: number;
  close(): Promise<void>;
}

const host = "127.0.0.1";
/** How long requests that are being answered may still take when the sandbox stops. */
const graceMs = 1_000;

/**
 * Opens a port on loopback and hands each connection to the server that `choose` names at that moment: how TLS
 * asks for a client certificate is fixed per server, and a switch may change it between two connections.
 */
export async function listen(
  name: string,
  port: number,
  servers: readonly HttpServer[],
  choose: () => HttpServer | undefined,
): Promise<Listener> {
  const sockets = new Set<Socket>();
  const answering = new Set<ServerResponse>();
  const front = createServer((socket) => {
    sockets.add(socket);
    // A reset before the handshake is the client's business; without a listener it would end the process.
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    choose()?.emit("connection", socket);
  });
  for (const server of servers) {
    server.on("request", (_request, response: ServerResponse) => {
      answering.add(response);
      response.on("close", () => answering.delete(response));
    });
  }
  await new Promise<void>((resolve, reject) => {
    front.once("error", (error: NodeJS.ErrnoException) => reject(portError(name, port, error)));
    front.listen(port, host, resolve);
  });
  return {
    port: (front.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => front.close(() => resolve()));
      const finished = [...answering].map(
        (response) => new Promise((resolve) => response.on("close", resolve)),
      );
      await Promise.race([
        Promise.all(finished),
        new Promise((resolve) => setTimeout(resolve, graceMs).unref()),
      ]);
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function portError(name: string, port: number, error: NodeJS.ErrnoException): SandboxError {
  if (error.code === "EADDRINUSE") {
    return new SandboxError(
      `port ${port} for ${name} is in use: stop what listens there, or leave --${name}-port out for a free one`,
    );
  }
  return new SandboxError(`cannot listen on ${host}:${port} for ${name}: ${error.message}`);
}
