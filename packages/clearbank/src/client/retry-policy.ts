import type { RetryPolicy } from "@countersign/auth";

/**
 * When a request is sent again, with the same X-Request-Id and the same bytes, by which ClearBank knows it: after
 * 5xx, 429, a timeout or a lost connection; up to three times, and not where more than a minute's wait is asked for.
 *
 * @see ClearBank, "5xx status codes"
 */
export const clearBankRetryPolicy: RetryPolicy = {
  limit: 3,
  methods: ["get", "post", "put", "patch", "delete"],
  statusCodes: [429, ...Array.from({ length: 100 }, (_, index) => 500 + index)],
};

/**
 * The policy with a caller's changes.
 *
 * @throws TypeError where they would send again after a 409.
 */
export function withRetryDefaults(changes: RetryPolicy = {}): RetryPolicy {
  if (changes.statusCodes?.includes(409)) {
    throw new TypeError("retry must not repeat a 409: ClearBank has the request, and would answer 409 again");
  }
  return { ...clearBankRetryPolicy, ...changes };
}
