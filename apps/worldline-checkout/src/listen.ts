import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An open port. */
export interface Listener {
  readonly port: number;
  /** Takes no further connection, finishes what is under way, and after 5 seconds breaks off what is left. */
  readonly close: () => Promise<void>;
}

const graceMs = 5_000;

export async function listen(server: Server, host: string, port: number): Promise<Listener> {
  const answering = new Set<ServerResponse>();
  // Told so, a client does not send its next request on a connection that is about to end.
  const endWithAnswer = (response: ServerResponse) => {
    response.shouldKeepAlive = false;
  };
  server.prependListener("request", (_request: IncomingMessage, response: ServerResponse) => {
    answering.add(response);
    response.on("close", () => answering.delete(response));
    if (!server.listening) endWithAnswer(response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      answering.forEach(endWithAnswer);
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
