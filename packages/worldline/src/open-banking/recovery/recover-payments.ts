import { ApiError, TlsError } from "@countersign/auth";
import { DigestError, SignatureError } from "@countersign/crypto-core";
import type { PaymentName } from "../api/payment-name.js";
import type { WorldlineResponse } from "../client/call.js";
import { UnverifiedMessageError, WorldlineApiError } from "../errors.js";
import type { PaymentDetailedInformation } from "../payment.js";
import { isFinalStatus, mayFollow, type PaymentStatus } from "../payment-status.js";

/** A payment whose end is not known: its notification was lost, or the outcome of its creation is unknown. */
export interface OpenPayment {
  /** Its id; the reference where the creation's outcome is unknown. */
  readonly payment: PaymentName;
  /** What was heard of it last. */
  readonly knownStatus?: PaymentStatus;
}

/** What a sweep found of one payment. */
export interface RecoveredPayment extends OpenPayment {
  /**
   * `absent`: the service knows no such payment, which soon after its creation proves nothing. `conflicting`: its status
   * is final, and another than the final one that was known. `failed`: this payment could not be asked for.
   */
  readonly state: "open" | "final" | "absent" | "conflicting" | "failed";
  /** Whether the status is another than what was known, and can be newer. */
  readonly isNews: boolean;
  /** What the service said; absent where `state` is `absent` or `failed`. */
  readonly answer?: WorldlineResponse<PaymentDetailedInformation>;
  /** What was thrown where `state` is `absent` or `failed`. */
  readonly error?: unknown;
}

/** What a sweep does with what it finds. */
export interface RecoverOptions {
  /** Keeps what was found; told of one payment after the other, and waited for. */
  readonly onPayment?: (found: RecoveredPayment) => void | Promise<void>;
  /** Ends the sweep before the next payment, and the question that is under way. */
  readonly signal?: AbortSignal;
}

type Ask = (
  payment: PaymentName,
  options: { readonly signal?: AbortSignal },
) => Promise<WorldlineResponse<PaymentDetailedInformation>>;

/** Asks for each payment, one after the other. */
export async function recoverPayments(
  ask: Ask,
  open: Iterable<OpenPayment> | AsyncIterable<OpenPayment>,
  { onPayment, signal }: RecoverOptions = {},
): Promise<readonly RecoveredPayment[]> {
  const all: RecoveredPayment[] = [];
  for await (const each of open) {
    signal?.throwIfAborted();
    const found = await recoverOne(ask, each, signal);
    await onPayment?.(found);
    all.push(found);
  }
  return all;
}

async function recoverOne(
  ask: Ask,
  open: OpenPayment,
  signal: AbortSignal | undefined,
): Promise<RecoveredPayment> {
  try {
    const answer = await ask(open.payment, signal ? { signal } : {});
    const status = answer.data.CommonPaymentData.PaymentStatus;
    const { knownStatus: known } = open;
    const isNews = known === undefined || mayFollow(known, status);
    const isConflict = known !== undefined && known !== status && isFinalStatus(known) && !isNews;
    return {
      ...open,
      answer,
      isNews,
      state: isConflict ? "conflicting" : isFinalStatus(status) ? "final" : "open",
    };
  } catch (error) {
    if (!isAboutOne(error)) throw error;
    const isAbsent =
      error instanceof WorldlineApiError && error.status === 404 && error.worldlineCode === "110";
    return { ...open, error, isNews: false, state: isAbsent ? "absent" : "failed" };
  }
}

/** Codes, with a status of 5xx too, by which the service tells of the payment's bank. */
const bankCodes: readonly string[] = ["012", "016", "116", "152"];

/** Whether the next payment may fare better: not where the service cannot be reached, or knows us no more. */
function isAboutOne(error: unknown): boolean {
  if (error instanceof UnverifiedMessageError) {
    return error.code === "ERR_WORLDLINE_MALFORMED" || error.code === "ERR_WORLDLINE_OTHER_PAYMENT";
  }
  if (error instanceof SignatureError || error instanceof DigestError) return true;
  if (error instanceof WorldlineApiError && bankCodes.includes(error.worldlineCode ?? "")) return true;
  if (error instanceof TlsError) return false;
  return (
    error instanceof ApiError &&
    error.status >= 400 &&
    error.status < 500 &&
    ![401, 403, 429].includes(error.status)
  );
}
