import { CountersignError } from "@countersign/crypto-core";
import type { ReceivedAnswer } from "../observe/redacted-attempt.js";
import { connectionFailure } from "./connection-failure.js";
import { ApiConnectionError, ApiTimeoutError, type CallContext } from "./errors.js";
import type { Send } from "./open-dispatcher.js";

/** What one exchange may take. */
export interface FetchLimits {
  /** From sending to the last byte of the answer; of each attempt, where there are several. */
  readonly timeoutMs: number;
  /** A longer answer is refused. */
  readonly maxResponseBytes: number;
}

/** What {@link fetchOver} works with. */
export interface FetchParts extends FetchLimits {
  /** Runs an exchange over a connection. */
  readonly use: <T>(exchange: (send: Send) => Promise<T>) => Promise<T>;
  /** Told of a request before it leaves; what it returns is told what came of it. */
  readonly report: (request: Request, body: Uint8Array | undefined) => (outcome: Outcome) => void;
}

/** The answer, or why there is none. */
export type Outcome = ReceivedAnswer | { readonly error: unknown };

/**
 * The platform's `fetch` over undici's. The Request is taken apart because undici's fetch knows only its own
 * Request class; the answer is read whole, so that every failure is met here and what comes out is the
 * platform's own Response. No redirect is followed, whatever the Request says: credentials, and the client
 * certificate above all, go nowhere but where they were sent.
 */
export function fetchOver({ use, report, timeoutMs, maxResponseBytes }: FetchParts): typeof fetch {
  return async (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init);
    const context = describe(request);
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
    const timeout = AbortSignal.timeout(timeoutMs);
    const signal = AbortSignal.any([request.signal, timeout]);
    const reportOutcome = report(request, body);
    try {
      const answer = await use(async (send) => {
        const { url, method, headers } = request;
        const response = await send(url, {
          method,
          headers: [...headers],
          redirect: "manual",
          signal,
          ...(body && { body }),
        });
        return { response, body: await readAtMost(maxResponseBytes, response.body, context) };
      });
      const response = toPlatformResponse(answer.response, answer.body);
      const { status, statusText, headers } = response;
      reportOutcome({ status, statusText, headers, body: answer.body });
      return response;
    } catch (cause) {
      const error = failure(cause, request.signal, timeout, timeoutMs, context);
      reportOutcome({ error });
      throw error;
    }
  };
}

function failure(
  cause: unknown,
  caller: AbortSignal,
  timeout: AbortSignal,
  timeoutMs: number,
  context: CallContext,
): unknown {
  if (caller.aborted) return caller.reason;
  if (timeout.aborted) {
    const message = `No answer to ${context.method} ${context.url} within ${timeoutMs} ms.`;
    return new ApiTimeoutError("ERR_API_TIMEOUT", message, { ...context, cause });
  }
  return cause instanceof CountersignError ? cause : connectionFailure(cause, context);
}

function describe(request: Request): CallContext {
  const { origin, pathname } = new URL(request.url);
  return {
    method: request.method,
    url: origin + pathname,
    requestId: request.headers.get("x-request-id") ?? request.headers.get("wl-correlation-id") ?? undefined,
  };
}

function toPlatformResponse(
  { status, statusText, headers }: Awaited<ReturnType<Send>>,
  body: Uint8Array<ArrayBuffer>,
): Response {
  const hasNoBody = status === 204 || status === 205 || status === 304;
  return new Response(hasNoBody ? null : body, { status, statusText, headers: [...headers] });
}

async function readAtMost(
  limit: number,
  body: AsyncIterable<Uint8Array> | null,
  context: CallContext,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > limit) {
      throw new ApiConnectionError(
        "ERR_API_RESPONSE_TOO_LARGE",
        `The answer of ${context.url} is longer than ${limit} bytes; raise maxResponseBytes if that is right.`,
        context,
      );
    }
    chunks.push(chunk);
  }
  return Uint8Array.from(Buffer.concat(chunks));
}
