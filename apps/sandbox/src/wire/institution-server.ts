import type { IncomingMessage, RequestListener, ServerResponse } from "node:http";
import { errorText } from "../errors.js";
import type { Transcript } from "../transcript.js";
import { Exchange, jsonReply, type Reply } from "./exchange.js";
import { Refusal, type Rule } from "./refusal.js";
import type { LogEntry, RequestLog } from "./request-log.js";

/** One side of the wire: answers, or throws a Refusal that it then puts into its own words. */
export interface Institution {
  readonly name: string;
  readonly log: RequestLog;
  handle(exchange: Exchange): Reply | Promise<Reply>;
  refuse(refusal: Refusal, exchange: Exchange): Reply;
  /** The last touch to every answer, refusals included: correlation ids, signatures. */
  finish(reply: Reply, exchange: Exchange): Reply;
}

/** No document gives a limit. This one is only here so that a mistake cannot fill the memory. */
const maxBodyBytes = 4 * 1024 * 1024;

export const bodySize: Rule = {
  id: "sandbox.body-size",
  status: 413,
  source: "none: the sandbox's own limit",
  summary: "a request body has at most 4 MiB",
};

interface Options {
  readonly now: () => Date;
  readonly transcript: Transcript;
  readonly warn: (message: string) => void;
}

/** Reads each request whole, has the institution answer it, and writes down how it went. */
export function requestListener(
  institution: Institution,
  { now, transcript, warn }: Options,
): RequestListener {
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await readBody(request);
    const exchange = new Exchange({
      method: request.method ?? "",
      target: request.url ?? "",
      rawHeaders: request.rawHeaders,
      body: body ?? Buffer.alloc(0),
      socket: request.socket,
    });
    const outcome = await respond(institution, exchange, body !== undefined, warn);
    const reply = institution.finish(outcome.reply, exchange);
    const entry = institution.log.add(logEntry(exchange, reply, outcome.refusal, now()));
    transcript.add({ kind: "request", service: institution.name, ...entry });
    send(response, reply, body !== undefined);
  };
  return (request, response) => {
    // When the client goes away in the middle of its own request, there is nobody to tell.
    answer(request, response).catch(() => response.destroy());
  };
}

interface Outcome {
  readonly reply: Reply;
  readonly refusal?: Refusal;
}

async function respond(
  institution: Institution,
  exchange: Exchange,
  isWhole: boolean,
  warn: Options["warn"],
): Promise<Outcome> {
  try {
    if (!isWhole) throw new Refusal(bodySize, `Expected at most ${maxBodyBytes} bytes of body, got more.`);
    return { reply: await institution.handle(exchange) };
  } catch (error) {
    if (error instanceof Refusal) {
      const own = error.rule === bodySize ? jsonReply(413, {}) : institution.refuse(error, exchange);
      return { reply: { ...own, headers: { ...own.headers, ...error.headers } }, refusal: error };
    }
    warn(`${institution.name}: ${exchange.method} ${exchange.path} failed: ${errorText(error)}`);
    if (process.env.DEBUG) console.error(error);
    return { reply: jsonReply(500, { error: "internal" }) };
  }
}

function logEntry(exchange: Exchange, reply: Reply, refusal: Refusal | undefined, now: Date): LogEntry {
  const requestId = exchange.header("x-request-id")?.slice(0, 100);
  const correlationId = reply.headers["X-Correlation-Id"];
  return {
    at: now.toISOString(),
    method: exchange.method,
    target: exchange.target,
    status: reply.isDropped ? 0 : reply.status,
    ...(refusal && { rule: refusal.rule.id, reason: refusal.reason }),
    ...(requestId !== undefined && { requestId }),
    ...(correlationId !== undefined && { correlationId }),
    ...exchange.notes,
  };
}

/** The whole body, or undefined when it is too large to be taken. */
async function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    size += (chunk as Buffer).length;
    if (size > maxBodyBytes) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, reply: Reply, keepOpen: boolean): void {
  if (reply.isDropped) return void response.destroy();
  const body = typeof reply.body === "string" ? Buffer.from(reply.body) : reply.body;
  const close = keepOpen ? {} : { Connection: "close" };
  // HTTP allows no length beside 204.
  const length = reply.status === 204 ? {} : { "Content-Length": body.length };
  response.writeHead(reply.status, { ...reply.headers, ...length, ...close });
  response.end(body);
}
