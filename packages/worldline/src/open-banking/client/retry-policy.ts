import type { RetryPolicy } from "@countersign/auth";

/**
 * When `POST /payments` is sent again: once, after a timeout, a lost connection or 5xx, with the same X-Request-ID and
 * the same bytes, by which the service knows it. No other request that changes something is ever sent again; a GET is
 * where `retry` of the client says so.
 */
export const worldlineOpenBankingRetryPolicy: RetryPolicy = {
  limit: 1,
  methods: ["post"],
  statusCodes: Array.from({ length: 100 }, (_, index) => 500 + index),
};

export const noRetry: RetryPolicy = { limit: 0 };
