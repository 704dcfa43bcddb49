import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** An open port. */
export interface Listener {
  /** Such as `127.0.0.1:8080`. */
  readonly address: string;
  readonly port: number;
  /** Takes no further connection, finishes what is under way, and after a time breaks off what is left. */
  readonly close: () => Promise<void>;
}

/** How a port is opened. */
export interface ListenOptions {
  readonly host: string;
  /** 0 is any free one. */
  readonly port: number;
  /** How long closing waits for what is under way; 5000 by default. */
  readonly graceMs?: number;
  /** Told of what goes wrong later on, such as a connection for which there is no file left. */
  readonly onError: (error: unknown) => void;
}

/** Opens a port. @throws what the system says, such as EADDRINUSE. */
export async function listen(
  server: Server,
  { host, port, graceMs = 5_000, onError }: ListenOptions,
): Promise<Listener> {
  const answering = new Set<ServerResponse>();
  let isClosing = false;
  // Told so, a client does not send its next request on a connection that is about to end.
  const endWithAnswer = (response: ServerResponse) => {
    response.shouldKeepAlive = false;
  };
  const note = (_request: IncomingMessage, response: ServerResponse) => {
    answering.add(response);
    response.on("close", () => answering.delete(response));
    if (isClosing) endWithAnswer(response);
  };
  server.prependListener("request", note);
  if (server.listenerCount("checkContinue") > 0) server.prependListener("checkContinue", note);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  server.on("error", onError);
  const { address, family, port: opened } = server.address() as AddressInfo;
  return {
    address: family === "IPv6" ? `[${address}]:${opened}` : `${address}:${opened}`,
    port: opened,
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
