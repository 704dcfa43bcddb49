import type { RetryPolicy } from "@countersign/auth";

/**
 * When a call is sent again: twice at most, after a lost connection, a timeout, 429 or a status from 500 on, with the
 * same WL-Correlation-ID. Only what reads is, and what Worldline does once for one such id.
 */
export const worldlineIssuingRetryPolicy: RetryPolicy = {
  limit: 2,
  methods: ["get"],
  statusCodes: [429, 500, 502, 503, 504],
};

/** Of a POST that may be repeated. */
export function repeatable(method: string): RetryPolicy {
  return { methods: [method.toLowerCase()] as NonNullable<RetryPolicy["methods"]> };
}

export const once: RetryPolicy = { limit: 0 };
