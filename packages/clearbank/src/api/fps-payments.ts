import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { FpsPaymentsRequest, FpsReturnRequest } from "./objects/fps.js";
import type { OverseasPaymentRequest } from "./objects/overseas-payment.js";
import {
  type PaymentItem,
  type PaymentResult,
  type PaymentsResult,
  paymentResult,
  paymentsResult,
} from "./payment-results.js";

/**
 * Faster Payments. They are made later; webhooks say when.
 *
 * @see ClearBank's interface files fps-initiate-payment-v3 and fps-poo-v2
 */
export interface FpsPayments {
  /**
   * Sends a batch, of which ClearBank may accept a part: look at `data.outcome`. `POST /v3/payments/fps`
   *
   * @throws ClearBankApiError with status 400 where none is accepted.
   *
   * @example
   * ```ts
   * const { data } = await clearbank.payments.fps.send({ paymentInstructions });
   * if (data.outcome === "partlyAccepted") {
   *   for (const item of data.rejected) console.error(item.endToEndIdentification, item.response);
   * }
   * ```
   */
  send(
    body: FpsPaymentsRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<PaymentsResult>>;
  /** Returns an inbound payment, of the last 90 days. `POST /v3/payments/fps/return` */
  return(body: FpsReturnRequest, options?: ClearBankRequestOptions): Promise<ClearBankResponse<undefined>>;
  /** Sends a payment ordered overseas: look at `data.outcome`. `POST /v2/payments/fps/singlepayment` */
  sendFromOverseas(
    body: OverseasPaymentRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<PaymentResult>>;
}

export function fpsPayments(call: Call): FpsPayments {
  return {
    async send(body, options) {
      const response = await call<{ transactions?: readonly PaymentItem[] | null } | undefined>({
        method: "POST",
        path: "/v3/payments/fps",
        body,
        ...options,
      });
      return { ...response, data: paymentsResult(response.data?.transactions) };
    },
    return: (body, options) => call({ method: "POST", path: "/v3/payments/fps/return", body, ...options }),
    async sendFromOverseas(body, options) {
      const response = await call<{ transaction?: PaymentItem | null } | undefined>({
        method: "POST",
        path: "/v2/payments/fps/singlepayment",
        body,
        ...options,
      });
      return { ...response, data: paymentResult(response.data?.transaction) };
    },
  };
}
