import { CountersignError } from "@countersign/crypto-core";
import { isPassing } from "../http/errors.js";

/** Why there is no access token. */
export type TokenErrorCode = "ERR_TOKEN_REFUSED" | "ERR_TOKEN_RESPONSE" | "ERR_TOKEN_EXPIRED";

/** Where a token was asked for, and what came back. */
export interface TokenErrorContext {
  /** The HTTP status; undefined where no answer was had. */
  readonly status?: number | undefined;
  /** The token endpoint, without query. */
  readonly url?: string | undefined;
  /** Our id of the request, where it had one. */
  readonly requestId?: string | undefined;
  /** The institution's id of the exchange, where it gave one. */
  readonly correlationId?: string | undefined;
  /** OAuth's `error` (RFC 6749 section 5.2), where the answer had one. */
  readonly error?: string | undefined;
  /** What it failed with underneath. */
  readonly cause?: unknown;
}

/** The token endpoint refused, or answered something that is no token; or a token that cannot be renewed has ended. */
export class TokenError extends CountersignError<TokenErrorCode> {
  /** The HTTP status; undefined where no answer was had. */
  readonly status: number | undefined;
  /** The token endpoint, without query. */
  readonly url: string | undefined;
  /** Our id of the request; undefined where it had none. */
  readonly requestId: string | undefined;
  /** The institution's id of the exchange: its `x-correlation-id`, or else its `x-request-id`. */
  readonly correlationId: string | undefined;
  /** OAuth's `error` (RFC 6749 section 5.2), where the answer had one. */
  readonly error: string | undefined;
  /** Whether the same request may succeed later. */
  readonly isRetryable: boolean;

  constructor(
    code: TokenErrorCode,
    message: string,
    { status, url, requestId, correlationId, error, cause }: TokenErrorContext,
  ) {
    super(code, message, cause === undefined ? {} : { cause });
    this.status = status;
    this.url = url;
    this.requestId = requestId;
    this.correlationId = correlationId;
    this.error = error;
    this.isRetryable = status !== undefined && isPassing(status);
  }
}
