import { ApiError, TlsError } from "@countersign/auth";
import type { WorldlineRequestOptions, WorldlineResponse } from "../client/call.js";
import { PaymentOutcomeUnknownError, WorldlineApiError } from "../errors.js";
import type { PaymentInitiationRequest } from "../objects/initiation.js";
import type { PaymentInitiationResponse } from "../payment.js";
import { checkPayment } from "../rules/check-payment.js";
import type { OperationCall } from "./operation-call.js";
import { requirePayment } from "./require-payment.js";

/** What a payment is created with besides its body. */
export interface CreatePaymentOptions extends WorldlineRequestOptions {
  /** Has the service confirm the payment at once, where the bank asks for that. False by default. */
  readonly confirm?: boolean;
}

/** A payment that exists now. */
export interface CreatedPayment extends WorldlineResponse<PaymentInitiationResponse> {
  /** Its InitiatingPartyReferenceId: the X-Request-ID where the request had none. */
  readonly reference: string;
  /**
   * Whether the answer to the creation was lost, and this is the payment's status, found by its reference. There
   * is no RedirectUrl then, by which the payer could be sent to the bank: for iDEAL only the creation's answer has it.
   */
  readonly isRecovered: boolean;
}

/** Creates payments: sent at most twice, and never in doubt without saying so. */
export function paymentCreator(operate: OperationCall, newRequestId: () => string) {
  return async (
    payment: PaymentInitiationRequest,
    options: CreatePaymentOptions = {},
  ): Promise<CreatedPayment> => {
    checkPayment(payment, options);
    const { confirm, ...rest } = options;
    const requestId = options.requestId ?? newRequestId();
    const body = withReference(payment, requestId);
    const reference = body.CommonPaymentData.InitiatingPartyReferenceId;
    const ids = { requestId, reference };
    let attempts = 0;
    try {
      const answer = await operate(
        "paymentInitiate",
        { ...rest, requestId, body, query: { confirm } },
        {
          isRepeated: true,
          onSend(attempt) {
            attempts = Math.max(attempts, attempt);
          },
        },
      );
      return { ...requirePayment(answer, { reference }), reference, isRecovered: false };
    } catch (error) {
      if (attempts === 0) throw error;
      // A request with an id of the caller's may have been sent before, by another process even.
      if (isDuplicate(error) && (attempts > 1 || options.requestId !== undefined)) {
        return await findCreated(operate, ids, rest);
      }
      // What a repetition was refused for does not tell about the first sending.
      if (attempts > 1 || isEndedBy(options.signal, error) || mayHaveArrived(error))
        throw new PaymentOutcomeUnknownError({ ...ids, cause: error });
      throw error;
    }
  };
}

/** The payment as it is sent. */
export function withReference<T extends PaymentInitiationRequest>(
  payment: T,
  otherwise: string,
): T & { readonly CommonPaymentData: { readonly InitiatingPartyReferenceId: string } } {
  const data = { InitiatingPartyReferenceId: otherwise, ...payment.CommonPaymentData };
  return { ...payment, CommonPaymentData: data };
}

async function findCreated(
  operate: OperationCall,
  { requestId, reference }: { readonly requestId: string; readonly reference: string },
  { signal, sign }: WorldlineRequestOptions,
): Promise<CreatedPayment> {
  try {
    const found = requirePayment(
      await operate("paymentStatus", {
        params: { paymentId: `ref${reference}` },
        ...(signal && { signal }),
        ...(sign !== undefined && { sign }),
      }),
      { reference },
    );
    return { ...found, requestId, reference, isRecovered: true };
  } catch (error) {
    throw new PaymentOutcomeUnknownError({ requestId, reference, cause: error });
  }
}

function isEndedBy(signal: AbortSignal | undefined, error: unknown): boolean {
  return signal?.aborted === true && error === signal.reason;
}

function isDuplicate(error: unknown): boolean {
  return error instanceof WorldlineApiError && error.worldlineCode === "008";
}

/**
 * Whether the service may have done what was asked, though the answer is an error: none, a 5xx, one not believed, or 159,
 * which may be said of our own request while it is being worked on.
 */
function mayHaveArrived(error: unknown): boolean {
  if (error instanceof TlsError) return false;
  if (error instanceof WorldlineApiError && error.worldlineCode === "159") return true;
  return !(error instanceof ApiError) || error.status >= 500 || error.status < 300;
}
