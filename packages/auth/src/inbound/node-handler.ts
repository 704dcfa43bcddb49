import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { TLSSocket } from "node:tls";
import { CountersignError } from "@countersign/crypto-core";
import { warn } from "../warn.js";

/** Who is on the other end of a request's connection. */
export interface InboundConnection {
  /** The address of the socket's other end: a proxy's, where there is one. */
  readonly remoteAddress?: string | undefined;
}

/** A handler for any server that speaks Request and Response. */
export type FetchHandler = (request: Request, connection: InboundConnection) => Response | Promise<Response>;

/** How a handler is mounted on Node's own server. */
export interface NodeHandlerOptions {
  /** Told of what the handler threw, and of a body that was read before it; a warning of the process by default. */
  readonly onError?: (error: unknown) => void;
}

/** Something in front of the handler has read the body, so that the bytes which were signed are gone. */
export class RequestBodyConsumedError extends CountersignError<"ERR_REQUEST_BODY_CONSUMED"> {}

/**
 * Mounts a fetch handler on node:http, Express or Fastify. The body reaches it byte for byte as received, as a stream;
 * nothing may have read it before. Where the caller goes away, `request.signal` aborts.
 *
 * It answers 400 where the request has no usable Host, and 500 where the handler throws, or the body was read by a
 * parser that is mounted in front of it: that answer says so, and `onError` is told with the code
 * `ERR_REQUEST_BODY_CONSUMED`.
 *
 * @example
 * ```ts
 * createServer(toNodeHandler(handle)).listen(8080);
 *
 * const app = express();
 * app.post("/webhooks", toNodeHandler(handle)); // before app.use(express.json())
 * ```
 */
export function toNodeHandler(
  handler: FetchHandler,
  { onError = warn }: NodeHandlerOptions = {},
): (request: IncomingMessage, response: ServerResponse) => void {
  return (incoming, outgoing) => {
    answer(handler, incoming, outgoing).catch((error: unknown) => {
      onError(error);
      if (outgoing.headersSent) outgoing.destroy();
      else refuse(outgoing, 500, error instanceof RequestBodyConsumedError ? error.message : "");
    });
  };
}

async function answer(
  handler: FetchHandler,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const url = absoluteUrl(incoming);
  // A Request cannot say TRACE.
  if (incoming.method === "TRACE") return refuse(outgoing, 405, "");
  if (url === undefined) return refuse(outgoing, 400, "The request has no usable Host header.");
  const gone = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) gone.abort(new DOMException("The caller went away.", "AbortError"));
  });
  const request = new Request(url, {
    method: incoming.method ?? "GET",
    headers: headersOf(incoming),
    signal: gone.signal,
    ...bodyOf(incoming),
  });
  const response = await handler(request, { remoteAddress: incoming.socket.remoteAddress });
  await send(response, incoming, outgoing, gone.signal);
}

/** The URL that was asked for; undefined where Host and target do not make one without changing what they say. */
function absoluteUrl({
  url: target = "/",
  headers: { host = "" },
  socket,
}: IncomingMessage): URL | undefined {
  const scheme = (socket as Partial<TLSSocket>).encrypted ? "https:" : "http:";
  if (!/^[^\s/?#@\\]+$/.test(host)) return undefined;
  const text = target.startsWith("/") ? `${scheme}//${host}${target}` : target;
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.username + url.password === "" ? url : undefined;
}

function headersOf({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers();
  for (let index = 0; index < rawHeaders.length; index += 2) {
    headers.append(rawHeaders[index] as string, rawHeaders[index + 1] as string);
  }
  return headers;
}

/** @throws {@link RequestBodyConsumedError} */
function bodyOf(incoming: IncomingMessage): RequestInit {
  if (incoming.method === "GET" || incoming.method === "HEAD") return {};
  if (Readable.isDisturbed(incoming)) {
    throw new RequestBodyConsumedError(
      "ERR_REQUEST_BODY_CONSUMED",
      "The body was read before this handler, which needs the bytes as they were received: mount it in front of any body parser, such as express.json().",
    );
  }
  return { body: ReadableStream.from(incoming), duplex: "half" };
}

async function send(
  response: Response,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  gone: AbortSignal,
): Promise<void> {
  const cookies = response.headers.getSetCookie();
  if (cookies.length > 0) outgoing.setHeader("set-cookie", cookies);
  for (const [name, value] of response.headers) if (name !== "set-cookie") outgoing.setHeader(name, value);
  // What is left of a body that nobody wanted would otherwise be read to its end, however long it is.
  if (!incoming.complete) outgoing.setHeader("connection", "close");
  outgoing.writeHead(response.status);
  if (response.body === null) {
    outgoing.end();
    return;
  }
  try {
    await pipeline(Readable.fromWeb(response.body), outgoing);
  } catch (error) {
    if (!gone.aborted) throw error;
  }
}

function refuse(outgoing: ServerResponse, status: number, reason: string): void {
  outgoing
    .writeHead(status, { "content-type": "text/plain; charset=utf-8", connection: "close" })
    .end(reason);
}
