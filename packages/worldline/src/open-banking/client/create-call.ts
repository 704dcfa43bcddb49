import { type AccessToken, resolvePath, sendWithToken } from "@countersign/auth";
import { readRefusal } from "../errors.js";
import { writeWireJson } from "../json/wire-json.js";
import type { Call, WorldlineCall } from "./call.js";
import type { CallParts, PreparedCall } from "./call-parts.js";
import { readAnswer } from "./read-answer.js";
import { requestHeaders } from "./request-headers.js";
import { noRetry, worldlineOpenBankingRetryPolicy } from "./retry-policy.js";
import { tellAnswer, tellRequest } from "./tell-message.js";

export function createCall(parts: CallParts): Call {
  return async (given) => {
    const call = prepare(given, parts);
    const send = (token: AccessToken) => sendOnce(call, token, given, parts);
    const { response } = await sendWithToken(parts.tokens, send, {
      isExpired: isTokenExpired,
      ...(call.signal && { signal: call.signal }),
    });
    return await readAnswer(response, call, parts);
  };
}

function prepare(given: WorldlineCall, { base, messageSigning, newRequestId }: CallParts): PreparedCall {
  const { method, path, body, headers = {}, signal, sign, isSignedByDefault } = given;
  return {
    method,
    url: resolvePath(base, path),
    body: body === undefined ? undefined : toBytes(body),
    headers: { ...headers },
    requestId: checkRequestId(given.requestId ?? newRequestId()),
    isSigned: sign ?? (isSignedByDefault && messageSigning !== "off"),
    signal,
  };
}

/** What a call hands to the client's own hook by ky's option `context`. */
interface CallContext extends Record<string, unknown> {
  readonly onAnswer: (answer: Response) => Promise<void>;
}

/**
 * Tells a call of every answer. It belongs to the client, as the hooks of a call come after that one which sends again,
 * and so never see what it was sent again for.
 */
export async function tellCall(context: Readonly<Record<string, unknown>>, answer: Response): Promise<void> {
  await (context as Partial<CallContext>).onAnswer?.(answer);
}

async function sendOnce(
  call: PreparedCall,
  { value }: AccessToken,
  { isRepeated = false, onSend }: WorldlineCall,
  parts: CallParts,
): Promise<Response> {
  const { method, url, body, signal } = call;
  const own = await requestHeaders(call, parts);
  // Ours replace the caller's in any case of letters: a header that comes twice is not what was signed.
  const headers = new Headers(call.headers);
  for (const [name, text] of Object.entries(own.headers)) headers.set(name, text);
  if (body) headers.set("content-type", "application/json");
  headers.set("authorization", `Bearer ${value}`);
  return await parts.http(url, {
    method,
    headers,
    retry: isRepeated ? worldlineOpenBankingRetryPolicy : method === "GET" ? {} : noRetry,
    ...(body && { body }),
    ...(signal && { signal }),
    context: { onAnswer: (answer) => tellAnswer(answer, call, parts) } satisfies CallContext,
    hooks: {
      beforeRequest: [
        (_request, _options, { retryCount }) => {
          tellRequest(call, own, parts);
          onSend?.(retryCount + 1);
        },
      ],
    },
  });
}

/** A copy, which nobody can change while it is being signed. */
function toBytes(body: unknown): Uint8Array<ArrayBuffer> {
  return body instanceof Uint8Array ? Uint8Array.from(body) : new TextEncoder().encode(writeWireJson(body));
}

/** @throws TypeError */
export function checkRequestId(requestId: string): string {
  if (typeof requestId === "string" && /^[\x21-\x7e]{1,36}$/.test(requestId)) return requestId;
  throw new TypeError("requestId must be 1 to 36 visible ASCII characters");
}

/**
 * Error code 017, with status 403: "access token expired". It is recognised before the answer is verified, as a refusal
 * need not be signed: whoever forges one gains a new token request and one more sending of the same id and bytes.
 */
async function isTokenExpired(answer: Response): Promise<boolean> {
  if (answer.status !== 403) return false;
  return readRefusal(await answer.json().catch(() => undefined)).code === "017";
}
