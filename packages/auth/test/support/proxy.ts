import http from "node:http";
import https, { type ServerOptions } from "node:https";
import { connect, type Socket } from "node:net";
import { type Listening, listen } from "./server.js";

/** A CONNECT proxy. */
export interface Proxy extends Listening {
  readonly url: URL;
  /** What it was asked to connect to, with the credentials that came along. */
  readonly asked: readonly {
    readonly target: string | undefined;
    readonly credentials: string | undefined;
  }[];
}

/**
 * Starts a CONNECT proxy that ends with the test.
 *
 * @param tls makes it one that is itself reached by TLS.
 * @param refuse what it does with a request instead of connecting.
 * @see RFC 9110 section 9.3.6
 */
export async function startProxy({
  tls,
  refuse,
}: {
  readonly tls?: ServerOptions;
  readonly refuse?: (socket: Socket) => unknown;
} = {}): Promise<Proxy> {
  const asked: { target: string | undefined; credentials: string | undefined }[] = [];
  const server = tls ? https.createServer(tls) : http.createServer();
  server.on("connect", ({ url, headers }: http.IncomingMessage, socket: Socket) => {
    asked.push({ target: url, credentials: headers["proxy-authorization"] });
    // Sockets of an HTTP server stay half open by default.
    socket.on("error", () => {}).on("end", () => socket.end());
    if (refuse) return void refuse(socket);
    const { hostname, port } = new URL(`http://${url}`);
    const target = connect(Number(port), hostname, () => {
      socket.write("HTTP/1.1 200 Connected\r\n\r\n");
      socket.pipe(target).pipe(socket);
    });
    target.on("error", () => socket.destroy());
    target.on("close", () => socket.destroy());
    socket.on("close", () => target.destroy());
  });
  const listening = await listen(server);
  return { ...listening, asked, url: new URL(`${tls ? "https" : "http"}://localhost:${listening.port}`) };
}
