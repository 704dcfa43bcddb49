import net, { type Socket } from "node:net";
import tls from "node:tls";
import type { TestCertificate } from "./certificates.js";
import { type Listening, listen } from "./server.js";

/** What a server does with a connection when the first bytes of a request are there. */
export type Fault = (socket: Socket) => void;

/** Serves a fault: over TLS where there is a certificate for it. */
export async function serveFault(
  fault: Fault,
  server?: TestCertificate,
): Promise<Listening & { readonly url: URL }> {
  const listener = (socket: Socket) => {
    socket.on("error", () => {});
    socket.once("data", () => fault(socket));
  };
  const listening = await listen(
    server
      ? tls.createServer({ key: server.key, cert: server.certificate }, listener)
      : net.createServer(listener),
  );
  const url = new URL(`${server ? "https" : "http"}://127.0.0.1:${listening.port}/v1`);
  return { ...listening, url };
}

/** The head of an answer with these headers. */
export function head(...lines: string[]): string {
  return `${["HTTP/1.1 200 OK", ...lines].join("\r\n")}\r\n\r\n`;
}
