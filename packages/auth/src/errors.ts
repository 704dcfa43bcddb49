import { CountersignError } from "@countersign/crypto-core";

/** Why a TLS identity cannot be used. */
export type TlsIdentityErrorCode =
  | "ERR_TLS_IDENTITY_NO_CERTIFICATE"
  | "ERR_TLS_IDENTITY_NO_KEY"
  | "ERR_TLS_IDENTITY_KEY_MISMATCH"
  | "ERR_TLS_IDENTITY_NOT_YET_VALID"
  | "ERR_TLS_IDENTITY_EXPIRED";

/** A client certificate and key that no server would accept; found before anything is sent. */
export class TlsIdentityError extends CountersignError<TlsIdentityErrorCode> {}

/** Where a request went and how it can be found again. */
export interface ApiErrorContext {
  readonly method: string;
  /** Without query, which may hold personal data. */
  readonly url: string;
  /** Our id of the request, where it had one. */
  readonly requestId?: string | undefined;
  /** The institution's id of the exchange, where it gave one. */
  readonly correlationId?: string | undefined;
  readonly cause?: unknown;
}

/** What all errors of a call have in common. */
abstract class CallError<Code extends string> extends CountersignError<Code> {
  readonly method: string;
  readonly url: string;
  readonly requestId: string | undefined;
  readonly correlationId: string | undefined;
  /** Whether the same request may be sent again and may then succeed. */
  abstract readonly isRetryable: boolean;

  constructor(
    code: Code,
    message: string,
    { method, url, requestId, correlationId, cause }: ApiErrorContext,
  ) {
    super(code, message, cause === undefined ? {} : { cause });
    this.method = method;
    this.url = url;
    this.requestId = requestId;
    this.correlationId = correlationId;
  }
}

/** The institution answered, and the answer is a refusal. Institutions subclass it with what their answers say. */
export class ApiError<Code extends string = string> extends CallError<Code> {
  readonly status: number;
  /** The answer as received: parsed where it is JSON, else its text. */
  readonly body: unknown;
  readonly isRetryable: boolean;

  constructor(
    code: Code,
    message: string,
    { status, body, ...context }: ApiErrorContext & { readonly status: number; readonly body: unknown },
  ) {
    super(code, message, context);
    this.status = status;
    this.body = body;
    this.isRetryable = status === 429 || status >= 500;
  }
}

/** No answer: whether the request arrived is unknown, unless the code says that no connection was made. */
export class ApiConnectionError extends CallError<
  "ERR_API_CONNECTION" | "ERR_API_TLS" | "ERR_API_RESPONSE_TOO_LARGE"
> {
  readonly isRetryable: boolean = this.code === "ERR_API_CONNECTION";
}

/** No answer within the time allowed; whether the request was processed is unknown. */
export class ApiTimeoutError extends CallError<"ERR_API_TIMEOUT"> {
  readonly isRetryable = true;
}

/** Why there is no access token. */
export type TokenErrorCode = "ERR_TOKEN_REFUSED" | "ERR_TOKEN_RESPONSE";

/** The token endpoint refused, or answered something that is no token. */
export class TokenError extends CountersignError<TokenErrorCode> {
  readonly status: number;
  /** OAuth's `error` (RFC 6749 section 5.2), where the answer had one. */
  readonly error: string | undefined;

  constructor(
    code: TokenErrorCode,
    message: string,
    {
      status,
      error,
      cause,
    }: { readonly status: number; readonly error?: string | undefined; readonly cause?: unknown },
  ) {
    super(code, message, cause === undefined ? {} : { cause });
    this.status = status;
    this.error = error;
  }
}

/** Why an inbound request's bearer token was refused. */
export class BearerTokenError extends CountersignError<
  "ERR_BEARER_TOKEN_MISSING" | "ERR_BEARER_TOKEN_WRONG"
> {}
