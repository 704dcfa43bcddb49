import type { RedactedHeaders } from "./redact-headers.js";

/** One sending of a request, redacted; a retry is another attempt. */
export interface Attempt {
  readonly method: string;
  /** Redacted, with its query. */
  readonly url: string;
  /** Redacted; names in lower case. */
  readonly headers: RedactedHeaders;
  /** Redacted; undefined where there is none, a note of its length where it is no text. */
  readonly body: string | undefined;
  /** Bytes as sent. */
  readonly bodySize: number;
  /** Our id of the request, where it has one: `x-request-id` or `wl-correlation-id`. */
  readonly requestId: string | undefined;
  /** 1 for the first sending. */
  readonly number: number;
  readonly startedAt: Date;
}

/** What was answered, redacted. */
export interface AttemptAnswer {
  readonly status: number;
  readonly statusText: string;
  /** Redacted; names in lower case. */
  readonly headers: RedactedHeaders;
  /** Redacted; undefined where there is none, a note of its length where it is no text. */
  readonly body: string | undefined;
  /** Bytes as received, after decompression. */
  readonly bodySize: number;
  /** The institution's id of the exchange: `x-correlation-id`, `wl-correlation-id` or `x-request-id`. */
  readonly correlationId: string | undefined;
}

/** Why there is no answer, redacted. */
export interface AttemptError {
  /** The error's code, or its name where it has none. */
  readonly code: string;
  readonly message: string;
}

/** What came of an attempt. */
export type AttemptResult = { readonly durationMs: number } & (
  | { readonly answer: AttemptAnswer }
  | { readonly error: AttemptError }
);

/**
 * Told of each attempt before it leaves; what it returns is told what came of it. Both are redacted when they are
 * looked at, so that what nobody looks at costs nothing.
 */
export type AttemptObserver = (attempt: Attempt) => ((result: AttemptResult) => void) | undefined;
