import type { WorldlineRequestOptions, WorldlineResponse } from "../client/call.js";
import type {
  ConfirmationRequest,
  PaymentCancellationResponse,
  PaymentConfirmationResponse,
} from "../objects/authorisation.js";
import type { PaymentInitiationRequest } from "../objects/initiation.js";
import type { PaymentDetailedInformation } from "../payment.js";
import {
  type OpenPayment,
  type RecoveredPayment,
  type RecoverOptions,
  recoverPayments,
} from "../recovery/recover-payments.js";
import { type CreatedPayment, type CreatePaymentOptions, paymentCreator } from "./create-payment.js";
import type { OperationCall } from "./operation-call.js";
import { type PaymentName, paymentPathId } from "./payment-name.js";
import { requirePayment } from "./require-payment.js";
import { type WaitForFinalStatusOptions, waitForFinalStatus } from "./wait-for-final-status.js";

/** What a status is asked for with. */
export interface StatusOptions extends WorldlineRequestOptions {
  /** Has the service confirm the payment at once, where the bank asks for that. False by default. */
  readonly confirm?: boolean;
}

/** Payments. */
export interface PaymentsApi {
  /**
   * Creates a payment. It is checked first, always has an InitiatingPartyReferenceId (the X-Request-ID, unless you give
   * one), and is sent again once after a timeout, a lost connection or 5xx, with the same id and bytes.
   *
   * Send the payer to `data.Links.RedirectUrl.Href`; fast checkout and debtor tokens are in `IDEALPayments`.
   *
   * @throws {@link InvalidRequestError} with every rule that it does not keep; {@link WorldlineApiError} where it was
   * refused; {@link PaymentOutcomeUnknownError} where nobody can tell, as after your own `signal` has ended a call that
   * was under way: ask for its reference before you create another.
   * @see Worldline, open-banking-pis 3.6.0, paymentInitiate
   */
  create(payment: PaymentInitiationRequest, options?: CreatePaymentOptions): Promise<CreatedPayment>;
  /**
   * How far a payment is, by its id or one of ours.
   *
   * @throws {@link WorldlineApiError} where it was refused; {@link UnverifiedMessageError} where the answer is not to be
   * believed, one about another payment (`ERR_WORLDLINE_OTHER_PAYMENT`) included.
   * @see Worldline, open-banking-pis 3.6.0, paymentStatus
   */
  status(
    payment: PaymentName,
    options?: StatusOptions,
  ): Promise<WorldlineResponse<PaymentDetailedInformation>>;
  /**
   * Asks for the status until it is final, less and less often, up to the payment's end. Notifications are quicker: this
   * is for the payer who is waiting.
   *
   * @throws {@link PaymentNotFinalError} where the time is over; what `status` throws, failures that pass aside.
   */
  waitForFinalStatus(
    payment: PaymentName,
    options?: WaitForFinalStatusOptions,
  ): Promise<WorldlineResponse<PaymentDetailedInformation>>;
  /**
   * Asks for each payment of which the end is not known, one after the other: for lost notifications, and for creations
   * of unknown outcome (`{ payment: { reference } }`). Run it every few minutes, and after a restart.
   *
   * @throws what `status` throws, where the next payment would fare no better; what was found until then was told.
   *
   * @example
   * ```ts
   * await worldline.payments.recover(await orders.open(), {
   *   onPayment: ({ payment, isNews, answer }) => isNews && orders.keep(payment, answer),
   * });
   * ```
   */
  recover(
    open: Iterable<OpenPayment> | AsyncIterable<OpenPayment>,
    options?: RecoverOptions,
  ): Promise<readonly RecoveredPayment[]>;
  /**
   * Cancels a payment; without `data` where the answer has no body (204). A bank that cannot answers 405, code 137.
   * iDEAL documents no cancellation.
   */
  cancel(
    payment: PaymentName,
    options?: WorldlineRequestOptions,
  ): Promise<WorldlineResponse<PaymentCancellationResponse | undefined>>;
  /** Confirms a payment that is authorised, where the bank asks for that (`Links.ConfirmationRequired`). */
  confirm(
    payment: PaymentName,
    body?: ConfirmationRequest,
    options?: WorldlineRequestOptions,
  ): Promise<WorldlineResponse<PaymentConfirmationResponse>>;
}

export function createPaymentsApi(
  operate: OperationCall,
  { newRequestId, now }: { readonly newRequestId: () => string; readonly now: () => Date },
): PaymentsApi {
  const paramsOf = (payment: PaymentName) => ({ paymentId: paymentPathId(payment) });
  const status: PaymentsApi["status"] = async (payment, { confirm, ...options } = {}) =>
    requirePayment(
      await operate("paymentStatus", { ...options, params: paramsOf(payment), query: { confirm } }),
      payment,
    );
  return {
    create: paymentCreator(operate, newRequestId),
    status,
    waitForFinalStatus: (payment, options = {}) =>
      waitForFinalStatus(
        () => status(payment, options.signal ? { signal: options.signal } : {}),
        now,
        options,
      ),
    recover: (open, options) => recoverPayments(status, open, options),
    cancel: (payment, options) => operate("paymentCancellation", { ...options, params: paramsOf(payment) }),
    confirm: (payment, body = {}, options = {}) =>
      operate("paymentConfirmation", { ...options, params: paramsOf(payment), body }),
  };
}
