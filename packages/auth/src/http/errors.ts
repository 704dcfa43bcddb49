import { CountersignError } from "@countersign/crypto-core";

/** Where a request went and how it can be found again. */
export interface CallContext {
  /** Such as `POST`. */
  readonly method: string;
  /** Without query, which may hold personal data. */
  readonly url: string;
  /** Our id of the request, where it had one. */
  readonly requestId?: string | undefined;
  /** The institution's id of the exchange, where it gave one. */
  readonly correlationId?: string | undefined;
  /** What it failed with underneath; becomes the error's `cause`. */
  readonly cause?: unknown;
}

/** What all errors of a call have in common. */
abstract class CallError<Code extends string> extends CountersignError<Code> {
  /** Such as `POST`. */
  readonly method: string;
  /** Without query, which may hold personal data. */
  readonly url: string;
  /** Our id of the request; undefined where it had none. */
  readonly requestId: string | undefined;
  /** The institution's id of the exchange; undefined where it gave none. */
  readonly correlationId: string | undefined;
  /** Whether the same request may be sent again and may then succeed. */
  abstract readonly isRetryable: boolean;

  constructor(code: Code, message: string, { method, url, requestId, correlationId, cause }: CallContext) {
    super(code, message, cause === undefined ? {} : { cause });
    this.method = method;
    this.url = url;
    this.requestId = requestId;
    this.correlationId = correlationId;
  }
}

/** An answer that is an error, and the call that it answers. */
export interface ApiErrorContext extends CallContext {
  /** The HTTP status. */
  readonly status: number;
  /** The body: parsed where it is JSON, else its text. */
  readonly body: unknown;
  /** The body as received. */
  readonly rawBody?: Uint8Array;
}

/**
 * The institution answered, and the answer is a refusal. Institutions subclass it with what their answers say.
 * Neither `inspect` nor JSON shows the bodies, which may hold personal data.
 */
export class ApiError<Code extends string = string> extends CallError<Code> {
  /** The HTTP status. */
  readonly status: number;
  /** True for 429 and from 500 on: the status may be another one a moment later. */
  readonly isRetryable: boolean;
  readonly #body: unknown;
  readonly #rawBody: Uint8Array;

  constructor(code: Code, message: string, context: ApiErrorContext) {
    super(code, message, context);
    this.status = context.status;
    this.isRetryable = isPassing(context.status);
    this.#body = context.body;
    this.#rawBody = context.rawBody ?? new Uint8Array();
  }

  /** The answer: parsed where it is JSON, else its text. */
  get body(): unknown {
    return this.#body;
  }

  /** The answer as received. */
  get rawBody(): Uint8Array {
    return this.#rawBody;
  }
}

/** Whether a status may be another one a moment later, with nothing changed here. */
export function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/**
 * Something else answered where JSON belongs: a web page of a gateway, of scheduled maintenance, or for every
 * path that does not exist; whatever the status, 200 included.
 */
export class ApiContentError extends ApiError<"ERR_API_HTML" | "ERR_API_NOT_JSON"> {}

/** No answer: whether the request arrived is unknown. */
export class ApiConnectionError extends CallError<"ERR_API_CONNECTION" | "ERR_API_RESPONSE_TOO_LARGE"> {
  /** False where the answer was too large, as it would be again. */
  readonly isRetryable: boolean = this.code === "ERR_API_CONNECTION";
}

/** No answer within the time allowed; whether the request was processed is unknown. */
export class ApiTimeoutError extends CallError<"ERR_API_TIMEOUT"> {
  /** Always, as far as time goes; whether a repetition does harm depends on the request. */
  readonly isRetryable = true;
}

/** Which part of a TLS handshake failed. */
export type TlsErrorCode =
  | "ERR_TLS_SERVER_UNTRUSTED"
  | "ERR_TLS_SERVER_EXPIRED"
  | "ERR_TLS_SERVER_NAME"
  | "ERR_TLS_CLIENT_CERTIFICATE_REQUIRED"
  | "ERR_TLS_CLIENT_CERTIFICATE_REFUSED"
  | "ERR_TLS_PROTOCOL";

/** The two sides did not agree on who they are, or on how to speak; the request was not processed. */
export class TlsError extends CallError<TlsErrorCode> {
  /** Never: the same two sides would meet again. */
  readonly isRetryable = false;
}
