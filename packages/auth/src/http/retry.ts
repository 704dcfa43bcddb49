import ky, { type AfterResponseHook, type RetryOptions } from "ky";
import { ApiConnectionError, ApiTimeoutError } from "./errors.js";

/**
 * When a request is sent again: a value that each institution supplies, in ky's own terms. `limit` is how often
 * at most; `methods` and `statusCodes` say what for; `backoffLimit` (ms) bounds the delay before jitter;
 * `maxRetryAfter` (ms) is the longest `Retry-After` that is waited for: where more is asked, the answer is given
 * to the caller instead.
 *
 * A call can override it by ky's option `retry`: `{ limit: 0 }` never sends again, `{ methods: ["post"] }` adds
 * a method for an operation that may be repeated.
 */
export type RetryPolicy = Pick<
  RetryOptions,
  "limit" | "methods" | "statusCodes" | "maxRetryAfter" | "backoffLimit"
>;

/** A policy as ky's options: lost connections and timeouts by its methods, with exponential back-off and full jitter. */
export function retryOptions(policy: RetryPolicy, random: () => number): RetryOptions {
  const { backoffLimit = 10_000 } = policy;
  return {
    backoffLimit,
    maxRetryAfter: 60_000,
    limit: 0,
    ...policy,
    // ky would send again after any error, our own mistakes included.
    shouldRetry: ({ error }) =>
      (error instanceof ApiConnectionError || error instanceof ApiTimeoutError) && error.isRetryable,
    // ky bounds the delay after its jitter, which would leave less than the full range.
    delay: (retry) => random() * Math.min(backoffLimit, 300 * 2 ** (retry - 1)),
  };
}

/**
 * Sends again for the statuses of the policy, after `Retry-After` where the answer has it. (ky itself does so
 * only for clients that throw for a status.)
 */
export function retryStatuses(now: () => Date): AfterResponseHook {
  return (request, { retry }, response, { retryCount }) => {
    const { limit = 0, methods = [], statusCodes = [], maxRetryAfter = 0 } = retry as RetryOptions;
    if (retryCount >= limit || !statusCodes.includes(response.status)) return;
    if (!methods.some((method) => method.toUpperCase() === request.method)) return;
    const delay = retryAfterMs(response.headers.get("retry-after"), now());
    if (delay !== undefined && delay > maxRetryAfter) return;
    return ky.retry({ code: String(response.status), ...(delay !== undefined && { delay }) });
  };
}

/** @see RFC 9110 section 10.2.3 */
function retryAfterMs(header: string | null, now: Date): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header) * 1000;
  // Date.parse finds a date in nearly anything, "1.5" for one.
  const date = / GMT$/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now.getTime());
}
