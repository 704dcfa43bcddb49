import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An open port. */
export interface Listener {
  /** Such as `127.0.0.1:8080`. */
  readonly address: string;
  /** Takes no further connection, finishes what is under way, and after 5 seconds breaks off what is left. */
  readonly close: () => Promise<void>;
}

/** A webhook is answered within 4 seconds. */
const graceMs = 5_000;

/** @param onError told of what goes wrong later on, such as a connection for which there is no file left. */
export async function listen(
  server: Server,
  host: string,
  port: number,
  onError: (error: unknown) => void,
): Promise<Listener> {
  const answering = new Set<ServerResponse>();
  let isClosing = false;
  // Told so, a client does not send its next request on a connection that is about to end.
  const endWithAnswer = (response: ServerResponse) => {
    response.shouldKeepAlive = false;
  };
  server.prependListener("request", (_request: IncomingMessage, response: ServerResponse) => {
    answering.add(response);
    response.on("close", () => answering.delete(response));
    if (isClosing) endWithAnswer(response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  server.on("error", onError);
  const { address, family, port: opened } = server.address() as AddressInfo;
  return {
    address: family === "IPv6" ? `[${address}]:${opened}` : `${address}:${opened}`,
    async close() {
      isClosing = true;
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      answering.forEach(endWithAnswer);
      const timer = setTimeout(() => server.closeAllConnections(), graceMs);
      await closed;
      clearTimeout(timer);
    },
  };
}
