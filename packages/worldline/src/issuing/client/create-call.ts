import {
  type CallContext,
  type HttpClient,
  type RetryPolicy,
  readJson,
  sendWithToken,
  type TokenSource,
} from "@countersign/auth";
import { IssuingAnswerError, WorldlineIssuingError } from "../errors.js";
import type { IssuingResponse } from "../operation-types.js";
import { readEnvelope } from "./envelope.js";
import { parseIssuingJson } from "./wire-json.js";

/** One sending, again where the policy says so. */
export interface IssuingCall {
  readonly method: string;
  readonly url: URL;
  readonly body: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  /** WL-Correlation-ID: the same however often it is sent. */
  readonly requestId: string;
  readonly retry: RetryPolicy;
  readonly signal: AbortSignal | undefined;
}

/** Makes a call, and takes its answer out of the envelope. */
export type Call = (call: IssuingCall) => Promise<IssuingResponse<unknown>>;

export function createCall(http: HttpClient, tokens: TokenSource): Call {
  return async ({ method, url, body, headers, requestId, retry, signal }) => {
    const cancel = signal ? { signal } : {};
    const { response } = await sendWithToken(
      tokens,
      ({ value }) =>
        http(url, {
          method,
          headers: {
            ...headers,
            ...(body !== undefined && { "content-type": "application/json" }),
            "wl-correlation-id": requestId,
            authorization: `Bearer ${value}`,
          },
          ...(body !== undefined && { body }),
          retry,
          ...cancel,
        }),
      { isExpired: ({ status }) => status === 401, ...cancel },
    );
    return await readAnswer(response, { method, url: url.origin + url.pathname, requestId });
  };
}

async function readAnswer(
  response: Response,
  call: CallContext & { readonly requestId: string },
): Promise<IssuingResponse<unknown>> {
  const { status, ok, headers } = response;
  const context = { ...call, correlationId: headers.get("wl-correlation-id") ?? undefined };
  const { data: body, bytes } = await readJson(response, context, parseIssuingJson);
  const envelope = readEnvelope(body);
  // The envelope has a status of its own, and what it refuses was not done, whatever HTTP says.
  const isRefused = Number(envelope?.responseMetadata?.statusCode) >= 400;
  if (!ok || isRefused) throw new WorldlineIssuingError({ ...context, status, body, rawBody: bytes });
  if (envelope === undefined) {
    throw new IssuingAnswerError(
      "ERR_WORLDLINE_ISSUING_ENVELOPE",
      `${call.method} ${call.url} was answered with ${status}, but without responseMetadata (WL-Correlation-ID ${call.requestId}).`,
      call.requestId,
    );
  }
  const { data, responseMetadata } = envelope as unknown as IssuingResponse<unknown>;
  return { data, responseMetadata, requestId: call.requestId };
}
