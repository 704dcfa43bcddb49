import type { RedactedHeaders } from "./redact-headers.js";

/** One sending of a request, redacted; a retry is another attempt. */
export interface Attempt {
  /** Such as `POST`. */
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
  /** When it left, by the client's clock. */
  readonly startedAt: Date;
}

/** What was answered, redacted. */
export interface AttemptAnswer {
  /** The HTTP status. */
  readonly status: number;
  /** The words behind the status; may be empty. */
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
  /** The error's own sentence. */
  readonly message: string;
}

/** What came of an attempt. */
export type AttemptResult = {
  /** From before it left to the last byte of the answer, or to the failure. */
  readonly durationMs: number;
} & (
  | {
      /** Any answer, a refusal too. */
      readonly answer: AttemptAnswer;
    }
  | {
      /** There is no answer, or none that was read to its end. */
      readonly error: AttemptError;
    }
);

/**
 * Told of each attempt before it leaves; what it returns is told what came of it. Both are redacted when they are
 * looked at, so that what nobody looks at costs nothing.
 */
export type AttemptObserver = (attempt: Attempt) => ((result: AttemptResult) => void) | undefined;
