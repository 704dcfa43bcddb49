import { type HttpClient, readJson, resolvePath } from "@countersign/auth";
import { type FirstAttempt, refusalError } from "../errors.js";
import { parseJson } from "../json/wire-json.js";
import type { Call, ClearBankCall, ClearBankResponse } from "./call.js";
import type { ClearBankCredentials } from "./credentials.js";
import { halLink } from "./hal.js";
import { checkRequestId } from "./request-id.js";
import { requestPath } from "./request-path.js";
import { type EuCanonical, isBodySigned, type SignBodyless, signHead } from "./sign-request.js";
import { signBody, toBytes } from "./signed-body.js";

/** What calls are made with. */
export interface CallParts {
  readonly base: URL;
  readonly http: HttpClient;
  readonly credentials: () => Promise<ClearBankCredentials>;
  readonly signBodyless: SignBodyless;
  readonly newRequestId: () => string;
  readonly now: () => Date;
  /** Given in the EU only. */
  readonly euCanonical: EuCanonical | undefined;
}

/** A call of which nothing will change any more, whatever its caller does with what was passed. */
interface PreparedCall {
  readonly method: ClearBankCall["method"];
  readonly sign: ClearBankCall["sign"];
  readonly signal: AbortSignal | undefined;
  readonly answer: ClearBankCall["answer"];
  readonly url: URL;
  readonly bytes: Uint8Array<ArrayBuffer> | undefined;
  readonly requestId: string | undefined;
}

export function createCall(parts: CallParts): Call {
  return async <T>(given: ClearBankCall): Promise<ClearBankResponse<T>> => {
    const call = prepare(given, parts);
    const { response, attempts } = await send(call, parts);
    // An id of the caller's may have been sent before, by another process even.
    const isNewHere = attempts === 1 && given.requestId === undefined;
    return await readAnswer<T>(response, call, parts.base, isNewHere ? "not-this-call" : "unknown");
  };
}

function prepare(given: ClearBankCall, { base, newRequestId, euCanonical }: CallParts): PreparedCall {
  const { method, sign, signal, answer, body } = given;
  const hasId = method !== "GET" || euCanonical !== undefined;
  return {
    method,
    sign,
    signal,
    answer,
    url: resolvePath(base, requestPath(given)),
    bytes: body === undefined ? undefined : toBytes(body),
    requestId: hasId ? checkRequestId(given.requestId ?? newRequestId()) : undefined,
  };
}

async function send(
  { method, sign, signal, url, bytes, requestId }: PreparedCall,
  { http, credentials, signBodyless, now, euCanonical }: CallParts,
): Promise<{ response: Response; attempts: number }> {
  signal?.throwIfAborted();
  const { token, signer } = await credentials();
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  if (requestId !== undefined) headers["x-request-id"] = requestId;
  if (bytes) headers["content-type"] = "application/json";
  const isHeadSigned = euCanonical && (method === "GET" || method === "DELETE") && sign !== "never";
  const isSigned = !isHeadSigned && isBodySigned(method, bytes !== undefined, sign, signBodyless);
  const signed = isSigned ? await signBody(bytes ?? new Uint8Array(), signer, signal) : undefined;
  if (signed) headers.digitalsignature = signed.digitalSignature;

  let attempts = 0;
  const response = await http(url, {
    method,
    headers,
    ...(bytes && { body: signed?.bytes ?? bytes }),
    ...(signal && { signal }),
    hooks: {
      beforeRequest: [
        async (attempt, _options, { retryCount }) => {
          attempts = retryCount + 1;
          if (!isHeadSigned || requestId === undefined) return;
          const head = { method, path: url.pathname + url.search, requestId };
          const ofAttempt = await signHead(head, { euCanonical, now, signer, signal });
          for (const [name, value] of Object.entries(ofAttempt)) attempt.headers.set(name, value);
        },
      ],
    },
  });
  return { response, attempts };
}

async function readAnswer<T>(
  response: Response,
  { method, url, requestId, answer }: PreparedCall,
  base: URL,
  firstAttempt: FirstAttempt,
): Promise<ClearBankResponse<T>> {
  const { status, ok, headers } = response;
  const ids = { requestId, correlationId: headers.get("x-correlation-id") ?? undefined };
  const where = { method, url: url.origin + url.pathname, ...ids };
  const { data, bytes } = await readJson(response, where, answer === "text" && ok ? String : parseJson);
  if (!ok) throw refusalError({ ...where, status, body: data, rawBody: bytes }, firstAttempt);
  return {
    status,
    data: data as T,
    ...ids,
    link: (name, variables = {}) => halLink(data, name, variables, { base, url }),
  };
}
