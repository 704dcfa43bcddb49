import {
  type AccessToken,
  type HttpClient,
  type RetryPolicy,
  readJson,
  resolvePath,
  sendWithToken,
  type TokenSource,
} from "@countersign/auth";
import { ClearstreamForbiddenError } from "../errors.js";
import type { Call, ClearstreamRequestOptions } from "./call.js";
import { explainForbidden, type ForbiddenExplanation } from "./explain-forbidden.js";
import { isScimError, refusalError } from "./refusal-error.js";

/** What calls are made with. */
export interface CallParts {
  readonly base: URL;
  readonly http: HttpClient;
  /** The token source of a set of scopes; of the client's where none is given. */
  readonly tokensOf: (scope: readonly string[] | undefined) => TokenSource;
  readonly now: () => Date;
}

/** A {@link Call} over an HTTP client: with a token, errors explained, and another token where one has ended. */
export function createCall({ base, http, tokensOf, now }: CallParts): Call {
  const explain = (body: unknown, token: AccessToken) =>
    explainForbidden({
      body,
      token,
      certificateCommonName: http.identity?.certificate.subjectCommonName,
      now: now(),
    });

  return async <T>(method: string, path: string, options: ClearstreamRequestOptions = {}) => {
    const { json, body, signal } = options;
    if (json !== undefined && body !== undefined) throw new TypeError("give json or body, not both");
    const url = resolvePath(base, path);
    const cancel = signal ? { signal } : {};
    const headers = new Headers(options.headers);
    const { response, token } = await sendWithToken(
      tokensOf(options.scope),
      ({ value }) => {
        headers.set("authorization", `Bearer ${value}`);
        return http(url, {
          method,
          headers,
          ...(json !== undefined && { json }),
          ...(body !== undefined && { body }),
          ...repetition(method, options.retry),
          ...cancel,
        });
      },
      {
        ...cancel,
        isExpired: (answer, sent) => mayHaveExpired(method, answer, (refusal) => explain(refusal, sent)),
      },
    );
    const where = { method, url: url.origin + url.pathname };
    const { data, bytes } = await readJson(response, where);
    const { status } = response;
    if (response.ok) return { status, headers: response.headers, data: data as T };
    const refusal = { ...where, status, body: data, rawBody: bytes };
    if (status !== 403 || isScimError(data)) throw refusalError(refusal);
    const explained = explain(data, token);
    throw new ClearstreamForbiddenError(
      `Clearstream answered 403 to ${method} ${where.url}: ${explained.message}`,
      { ...refusal, ...explained },
    );
  };
}

function repetition(method: string, retry: boolean | undefined): { retry?: RetryPolicy } {
  if (retry === undefined) return {};
  const methods = [method.toLowerCase()] as NonNullable<RetryPolicy["methods"]>;
  return { retry: retry ? { methods } : { limit: 0 } };
}

/**
 * What Clearstream answers where a token has ended is not published. A 403 that nothing else explains may be it,
 * and a request that only reads is worth another try; one that changes something is sent again only where the
 * token says itself that it has ended.
 */
async function mayHaveExpired(
  method: string,
  answer: Response,
  explain: (body: unknown) => ForbiddenExplanation,
): Promise<boolean> {
  if (answer.status === 401) return true;
  if (answer.status !== 403) return false;
  const body: unknown = await answer.json().catch(() => undefined);
  if (isScimError(body)) return false;
  const { reason } = explain(body);
  return reason === "token-expired" || (reason === "unknown" && /^(get|head)$/i.test(method));
}
