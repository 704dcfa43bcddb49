import { type Dispatcher, fetch as undiciFetch } from "undici";
import { ApiConnectionError, type ApiErrorContext, ApiTimeoutError } from "../errors.js";

/** What one exchange may take. */
export interface FetchLimits {
  /** From sending to the last byte of the answer. */
  readonly timeoutMs: number;
  /** A longer body is refused. */
  readonly maxResponseBytes: number;
}

/**
 * The platform's `fetch` over an undici dispatcher. The Request is taken apart because undici's fetch knows
 * only its own Request class; the answer is read whole, so that every failure is met here and what comes out
 * is the platform's own Response.
 */
export function fetchOver(
  dispatcher: Dispatcher,
  { timeoutMs, maxResponseBytes }: FetchLimits,
): typeof fetch {
  return async (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init);
    const context = describe(request);
    const timeout = AbortSignal.timeout(timeoutMs);
    try {
      const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined;
      const response = await undiciFetch(request.url, {
        method: request.method,
        headers: [...request.headers],
        redirect: request.redirect,
        signal: AbortSignal.any([request.signal, timeout]),
        dispatcher,
        ...(body && { body }),
      });
      const bytes = await readAtMost(maxResponseBytes, response.body, context);
      return new Response(hasNoBody(response.status) ? null : bytes, {
        status: response.status,
        statusText: response.statusText,
        headers: [...response.headers],
      });
    } catch (error) {
      if (request.signal.aborted) throw request.signal.reason;
      if (timeout.aborted) {
        throw new ApiTimeoutError(
          "ERR_API_TIMEOUT",
          `No answer from ${context.url} within ${timeoutMs} ms.`,
          {
            ...context,
            cause: error,
          },
        );
      }
      throw error instanceof ApiConnectionError ? error : connectionError(error, context);
    }
  };
}

function describe(request: Request): ApiErrorContext {
  const { origin, pathname } = new URL(request.url);
  return {
    method: request.method,
    url: origin + pathname,
    requestId: request.headers.get("x-request-id") ?? undefined,
  };
}

function hasNoBody(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

async function readAtMost(
  limit: number,
  body: AsyncIterable<Uint8Array> | null,
  context: ApiErrorContext,
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

/** What Node and OpenSSL call the failure, and what a person can do about it. */
const advice: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ENOTFOUND: "the host name is unknown",
  ECONNRESET: "the connection was cut; with mutual TLS this is how a refused client certificate looks",
  UND_ERR_SOCKET: "the connection was cut; with mutual TLS this is how a refused client certificate looks",
  SELF_SIGNED_CERT_IN_CHAIN:
    "its certificate authority is not trusted: give the institution's CA bundle as `ca`",
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY:
    "its certificate authority is not trusted: give the institution's CA bundle as `ca`",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    "its certificate chain is incomplete: the CA bundle needs the intermediate too",
  DEPTH_ZERO_SELF_SIGNED_CERT: "its certificate is self-signed and not trusted",
  CERT_HAS_EXPIRED: "its certificate has expired",
  ERR_TLS_CERT_ALTNAME_INVALID: "its certificate is for another host name",
};

function connectionError(error: unknown, context: ApiErrorContext): ApiConnectionError {
  const cause = error instanceof TypeError && error.cause ? error.cause : error;
  const code = String((cause as { code?: unknown }).code ?? "");
  const tls = /CERT|ISSUER|SIGNED|LEAF|SSL|TLS/.test(code);
  const why = advice[code] ?? (cause as Error).message;
  return new ApiConnectionError(
    tls ? "ERR_API_TLS" : "ERR_API_CONNECTION",
    `${tls ? "The server's identity could not be verified" : "No answer"}: ${context.method} ${context.url}: ${why}${code && ` (${code})`}.`,
    { ...context, cause },
  );
}
