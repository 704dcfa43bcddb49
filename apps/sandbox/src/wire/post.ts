import { request } from "node:https";
import { errorText } from "../errors.js";

export interface PostRequest {
  readonly url: string;
  /** PEM of the authority that issued the receiver's certificate; node's own list where there is none. */
  readonly ca?: string;
  /** What is shown to a receiver that asks for a client certificate. */
  readonly identity?: { readonly key: string; readonly cert: string };
  readonly headers: Record<string, string>;
  readonly body: Buffer;
  readonly timeoutMs: number;
  readonly stopping: AbortSignal;
}

export type PostOutcome =
  | {
      readonly kind: "answer";
      readonly status: number;
      readonly headers: Record<string, string>;
      readonly body: Buffer;
    }
  | { readonly kind: "timeout" }
  | { readonly kind: "connection"; readonly message: string };

const maxAnswerBytes = 64 * 1024;

/**
 * One POST to a receiver of the client's. node:https and nothing above it: signatures are checked over the raw
 * bytes, and a redirect must count as the answer that it is.
 */
export async function post(settings: PostRequest): Promise<PostOutcome> {
  // What node refuses before it connects is one more way of not getting through.
  return send(settings).catch((error: unknown) => ({ kind: "connection", message: errorText(error) }));
}

async function send({
  url,
  ca,
  identity,
  headers,
  body,
  timeoutMs,
  stopping,
}: PostRequest): Promise<PostOutcome> {
  return new Promise((resolve) => {
    let timedOut = false;
    const outgoing = request(url, {
      method: "POST",
      agent: false,
      headers: { ...headers, "Content-Length": body.length },
      signal: stopping,
      ...(ca !== undefined && { ca }),
      ...identity,
    });
    // One timer for all of it: a receiver that dribbles its answer is as late as one that says nothing.
    const timer = setTimeout(() => {
      timedOut = true;
      outgoing.destroy(new Error("timed out"));
    }, timeoutMs);
    const settle = (outcome: PostOutcome) => {
      clearTimeout(timer);
      resolve(outcome);
    };
    const fail = (error: Error) =>
      settle(timedOut ? { kind: "timeout" } : { kind: "connection", message: error.message });
    outgoing.on("error", fail);
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on("error", fail);
      incoming.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > maxAnswerBytes) outgoing.destroy(new Error(`the answer is over ${maxAnswerBytes} bytes`));
        chunks.push(chunk);
      });
      incoming.on("end", () => {
        const flat = Object.entries(incoming.headersDistinct).map(([name, values]) => [
          name,
          values?.join(", ") ?? "",
        ]);
        settle({
          kind: "answer",
          status: incoming.statusCode ?? 0,
          headers: Object.fromEntries(flat),
          body: Buffer.concat(chunks),
        });
      });
    });
    outgoing.end(body);
  });
}
