import { ApiError, type ApiErrorContext } from "@countersign/auth";
import { CountersignError } from "@countersign/crypto-core";
import { describeRefusal } from "./errors/describe-refusal.js";
import { type RefusalReasons, type RefusedItem, readRefusal } from "./errors/read-refusal.js";

/**
 * ClearBank refused the request. What it said is here in one form, whichever of its many an answer has; `body` is
 * the answer itself.
 *
 * @see ClearBank, "HTTP status codes"
 */
export class ClearBankApiError
  extends ApiError<"ERR_CLEARBANK_API" | "ERR_CLEARBANK_DUPLICATE_REQUEST">
  implements RefusalReasons
{
  /** With the status it tells what is wrong: `Invalid DigitalSignature Header`. */
  readonly title: string | undefined;
  /** What went wrong this time; all of the answer where it is plain text. */
  readonly detail: string | undefined;
  /** Verdicts by field; under an empty name what is about the whole. */
  readonly fieldErrors: Readonly<Record<string, readonly string[]>>;
  /** The payments of a batch of which none was accepted, or reasons that have a code each. */
  readonly items: readonly RefusedItem[];
  /** Cheques only. */
  readonly errorCode: string | undefined;
  /** The message that the refusal is about; cheques only. */
  readonly messageId: string | undefined;
  /** The institution that was asked; confirmation of payee only. */
  readonly participantName: string | undefined;

  constructor(
    refusal: ApiErrorContext,
    code: "ERR_CLEARBANK_API" | "ERR_CLEARBANK_DUPLICATE_REQUEST" = "ERR_CLEARBANK_API",
    meaning?: string,
  ) {
    const reasons = readRefusal(refusal.body);
    super(code, describeRefusal(refusal, reasons, meaning), refusal);
    this.title = reasons.title;
    this.detail = reasons.detail;
    this.fieldErrors = reasons.fieldErrors;
    this.items = reasons.items;
    this.errorCode = reasons.errorCode;
    this.messageId = reasons.messageId;
    this.participantName = reasons.participantName;
  }
}

/**
 * What is known of the request that ClearBank had first.
 *
 * - `unknown`: it was this call's own earlier attempt, or may have been made before a restart, as the caller chose
 *   the id. It may have been carried out. Wait for its webhook, or ask for the resource; send nothing under a new
 *   id before that.
 * - `not-this-call`: this call made a new id and sent it once. Either `newRequestId` gives an id twice, or the 409
 *   is not about the id at all: that of an older endpoint says nothing of what it conflicts with.
 */
export type FirstAttempt = "unknown" | "not-this-call";

/**
 * ClearBank has had a request with this X-Request-Id in the last 24 hours (a 409 without a title). What became of
 * the first one is not said; never send the payment again under another id before you know.
 */
export class DuplicateRequestError extends ClearBankApiError {
  /** Whether the first request may have been carried out. */
  readonly firstAttempt: FirstAttempt;

  constructor(refusal: ApiErrorContext, firstAttempt: FirstAttempt) {
    super(refusal, "ERR_CLEARBANK_DUPLICATE_REQUEST", duplicateMeanings[firstAttempt]);
    this.firstAttempt = firstAttempt;
  }
}

const duplicateMeanings: Readonly<Record<FirstAttempt, string>> = {
  unknown:
    "a request with this X-Request-Id was received before; look for its webhook, or ask for the resource, before sending anything again",
  "not-this-call":
    "a request with this X-Request-Id was received before, and this call sent it once: is newRequestId unique? Or it conflicts with what is there",
};

/** A key from a file was about to sign in production. */
export class FileKeyError extends CountersignError<"ERR_CLEARBANK_FILE_KEY"> {
  constructor() {
    super(
      "ERR_CLEARBANK_FILE_KEY",
      "In production ClearBank requires a key that is kept in an HSM: use a signer over a PKCS#11 token or a cloud's key service, or set allowFileKeyInProduction if this key may be used.",
    );
  }
}

/** A list came to no end: two pages in succession were the same. */
export class RepeatedPageError extends CountersignError<"ERR_CLEARBANK_PAGE_REPEATED"> {}

/** The error for a refusal. A 409 without a title stands for a duplicate, where the request had an id. */
export function refusalError(refusal: ApiErrorContext, firstAttempt: FirstAttempt): ClearBankApiError {
  const isDuplicate =
    refusal.status === 409 &&
    refusal.requestId !== undefined &&
    readRefusal(refusal.body).title === undefined;
  return isDuplicate ? new DuplicateRequestError(refusal, firstAttempt) : new ClearBankApiError(refusal);
}
