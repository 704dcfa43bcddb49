import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

/** A request, read to its end. */
export interface ReceivedRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/**
 * A server on loopback whose bodies are JSON, with TLS where it has a certificate. Where there is no answer to a
 * request it is left waiting.
 */
export async function startHttpServer(
  answer: (request: ReceivedRequest) => Answer | undefined,
  tls?: { readonly key: string; readonly cert: string },
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const listener: RequestListener = async (request, response) => {
    const { method = "", url: path = "", headers } = request;
    const found = answer({ method, path, headers, body: await text(request) });
    if (!found) return;
    response.writeHead(found.status, { "content-type": "application/json", ...found.headers });
    response.end(JSON.stringify(found.body));
  };
  const server = tls ? createTlsServer(tls, listener) : createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `${tls ? "https" : "http"}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}
