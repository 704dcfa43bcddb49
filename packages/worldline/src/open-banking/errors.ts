import { ApiError, type ApiErrorContext, type CallContext } from "@countersign/auth";
import { CountersignError } from "@countersign/crypto-core";
import { meaningOf, passingCodes, type WorldlineErrorCode } from "./error-codes.js";
import type { PaymentStatus } from "./payment-status.js";

/** Why an answer is not believed. */
export type UnverifiedErrorCode =
  | "ERR_WORLDLINE_UNSIGNED"
  | "ERR_WORLDLINE_MALFORMED"
  | "ERR_WORLDLINE_OTHER_PAYMENT"
  | "ERR_WORLDLINE_CERTIFICATE_EXPIRED"
  | "ERR_WORLDLINE_CERTIFICATE_NOT_YET_VALID";

/**
 * An answer that should have been signed and was not, that is signed out of time, that makes no sense, or that is about
 * another payment than the one in question.
 */
export class UnverifiedMessageError extends CountersignError<UnverifiedErrorCode> {}

/** Which refusal, and whether it was signed. */
export interface WorldlineRefusal extends ApiErrorContext {
  /** Whether the refusal carried a signature that verified. */
  readonly verified: boolean;
  /** The API that refused; `payment` by default. */
  readonly api?: "payment" | "token";
}

/**
 * The Open Banking Service refused a request, for a token of version 1 or for anything else.
 *
 * @see Worldline, open-banking-pis 3.6.0, Error; swagger-oauth 1.4.5, Error
 */
export class WorldlineApiError extends ApiError<"ERR_WORLDLINE_API"> {
  /** True for 429, from 500 on, and for Worldline's codes that say that it passes. */
  override readonly isRetryable: boolean;
  /** Worldline's three digits, such as `003`. Those that are documented have names for auto-completion. */
  readonly worldlineCode: WorldlineErrorCode | (string & {}) | undefined;
  /** What the code means, in our words; undefined where it is not documented. */
  readonly meaning: string | undefined;
  /** Worldline's message and details. */
  readonly detail: string | undefined;
  /** Whether the refusal carried a signature that verified. */
  readonly verified: boolean;

  constructor({ verified, api = "payment", ...context }: WorldlineRefusal) {
    const { code, detail } = readRefusal(context.body);
    const meaning = meaningOf(code, api);
    const said =
      [code && `code ${code}`, detail ?? meaning].filter(Boolean).join(": ") || "no reason was given";
    const id = context.requestId && ` (X-Request-ID ${context.requestId})`;
    super(
      "ERR_WORLDLINE_API",
      `Worldline answered ${context.status} to ${context.method} ${context.url}: ${said.slice(0, 500)}${id ?? ""}`,
      context,
    );
    this.isRetryable = isPassing(context.status) || passingCodes.includes(code ?? "");
    this.worldlineCode = code;
    this.meaning = meaning;
    this.detail = detail;
    this.verified = verified;
  }
}

function isPassing(status: number): boolean {
  return status === 429 || status >= 500;
}

/**
 * It is not known whether the payment was created. Ask for it by `reference` (`payments.status`, `payments.recover`)
 * before creating another: that one would be a second payment. `cause` says what happened last.
 */
export class PaymentOutcomeUnknownError extends CountersignError<"ERR_WORLDLINE_PAYMENT_OUTCOME_UNKNOWN"> {
  /** X-Request-ID of the attempts. */
  readonly requestId: string;
  /** InitiatingPartyReferenceId of the payment. */
  readonly reference: string;

  /**
   * @param attempts at creating it.
   * @param attempts.requestId X-Request-ID of all of them.
   * @param attempts.reference InitiatingPartyReferenceId of the payment.
   * @param attempts.cause what happened last.
   */
  constructor({ requestId, reference, cause }: { requestId: string; reference: string; cause: unknown }) {
    super(
      "ERR_WORLDLINE_PAYMENT_OUTCOME_UNKNOWN",
      `It is not known whether the payment ${reference} was created (X-Request-ID ${requestId}): ask for its status by this reference before you create another.`,
      { cause },
    );
    this.requestId = requestId;
    this.reference = reference;
  }
}

/** A payment came to no end within its time. Its end is still to come: go on by notification or `payments.recover`. */
export class PaymentNotFinalError extends CountersignError<"ERR_WORLDLINE_PAYMENT_NOT_FINAL"> {
  /** What it was last; undefined where no answer told. */
  readonly status: PaymentStatus | undefined;

  constructor(status: PaymentStatus | undefined, cause?: unknown) {
    super(
      "ERR_WORLDLINE_PAYMENT_NOT_FINAL",
      `The payment's time is over, and ${status ? `its status is ${status} still` : "no answer told its status"}.`,
      cause === undefined ? {} : { cause },
    );
    this.status = status;
  }
}

/** A call, for errors. */
export type CallNames = Pick<CallContext, "method" | "url"> & { readonly requestId: string };

/** Members are read in any case: the token API writes them in lower case, the payment API does not. */
export function readRefusal(body: unknown): {
  readonly code: string | undefined;
  readonly detail: string | undefined;
} {
  const members = new Map(
    Object.entries(typeof body === "object" && body !== null ? body : {}).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]),
  );
  const text = (name: string) =>
    typeof members.get(name) === "string" ? (members.get(name) as string) : undefined;
  return {
    code: text("code"),
    detail: [text("message"), text("details")].filter(Boolean).join(": ") || undefined,
  };
}
