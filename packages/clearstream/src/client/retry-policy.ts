import type { RetryPolicy } from "@countersign/auth";

/** When a request is sent again. Clearstream names no way to repeat a request that changes something. */
export const clearstreamRetryPolicy: RetryPolicy = {
  limit: 3,
  methods: ["get", "head"],
  statusCodes: [429, 500, 502, 503, 504],
};

/** A token request is sent once more after a lost connection, a timeout or a 503; a token too many does no harm. */
export const tokenRetryPolicy: RetryPolicy = { limit: 1, methods: ["post"], statusCodes: [503] };
