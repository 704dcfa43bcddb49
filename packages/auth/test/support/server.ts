import { once } from "node:events";
import type { RequestListener, Server } from "node:http";
import { createServer, type ServerOptions } from "node:https";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** An HTTPS server on a free port of the loopback interface that ends with the test. */
export async function serve(options: ServerOptions, listener: RequestListener): Promise<URL> {
  const server: Server = createServer(options, listener);
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await once(server, "close");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return new URL(`https://127.0.0.1:${(server.address() as AddressInfo).port}`);
}

/** The address of a port on which nothing listens. */
export async function closedPort(): Promise<URL> {
  const server = createServer();
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return new URL(`https://127.0.0.1:${port}`);
}
