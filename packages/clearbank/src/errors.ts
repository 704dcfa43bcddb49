import { ApiError, type ApiErrorContext } from "@countersign/auth";
import { CountersignError } from "@countersign/crypto-core";

/** ClearBank refused the request. `title` and `detail` are ClearBank's words, `fieldErrors` its verdict by field. */
export class ClearBankApiError extends ApiError<"ERR_CLEARBANK_API" | "ERR_CLEARBANK_DUPLICATE_REQUEST"> {
  readonly title: string | undefined;
  readonly detail: string | undefined;
  readonly fieldErrors: Readonly<Record<string, readonly string[]>>;

  constructor(
    refusal: ApiErrorContext,
    code: "ERR_CLEARBANK_API" | "ERR_CLEARBANK_DUPLICATE_REQUEST" = "ERR_CLEARBANK_API",
  ) {
    const problem = isObject(refusal.body) ? refusal.body : {};
    const title = textOf(problem.title);
    const detail = textOf(problem.detail);
    super(code, describe(refusal, title, detail), refusal);
    this.title = title;
    this.detail = detail;
    this.fieldErrors = isObject(problem.errors) ? (problem.errors as Record<string, string[]>) : {};
  }
}

/**
 * ClearBank has had a request with this X-Request-Id in the last 24 hours (a 409 without a title). What became
 * of the first one is not said: look at its webhook, or ask for the resource, before sending anything again.
 */
export class DuplicateRequestError extends ClearBankApiError {
  constructor(refusal: ApiErrorContext) {
    super(refusal, "ERR_CLEARBANK_DUPLICATE_REQUEST");
  }
}

/** A webhook that is not one of ClearBank's messages, though its signature may be right. */
export class WebhookError extends CountersignError<"ERR_WEBHOOK_MALFORMED"> {}

/** The error for a refusal; a 409 without a title stands for a duplicate. */
export function refusalError(refusal: ApiErrorContext): ClearBankApiError {
  const titled = isObject(refusal.body) && typeof refusal.body.title === "string";
  return refusal.status === 409 && !titled
    ? new DuplicateRequestError(refusal)
    : new ClearBankApiError(refusal);
}

/** What each status means at ClearBank, where its body does not say ("HTTP status codes" of the source). */
const meaning: Readonly<Record<number, string>> = {
  400: "something in the request is wrong",
  403: "the API token is unknown, expired or not allowed to do this",
  404: "no such resource",
  409: "a request with this X-Request-Id was received before",
  429: "too many requests: wait and send again",
  500: "an internal error: send again with the same X-Request-Id and body",
  503: "unavailable: send again with the same X-Request-Id and body",
};

function describe(
  { method, url, status, requestId, correlationId }: ApiErrorContext,
  title?: string,
  detail?: string,
) {
  const what = [title, detail].filter(Boolean).join(": ") || meaning[status] || "no reason was given";
  const ids = [
    requestId && `X-Request-Id ${requestId}`,
    correlationId && `X-Correlation-Id ${correlationId}`,
  ];
  const named = ids.filter(Boolean).join(", ");
  return `ClearBank answered ${status} to ${method} ${url}: ${what}${named && ` (${named})`}`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
