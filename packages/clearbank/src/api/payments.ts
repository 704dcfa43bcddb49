import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import { type ChapsPayments, chapsPayments } from "./chaps-payments.js";
import { type FpsPayments, fpsPayments } from "./fps-payments.js";
import type { SchemePaymentsRequest } from "./objects/scheme-payment.js";
import { type PaymentItem, type PaymentsResult, paymentsResult } from "./payment-results.js";

/** Payments in pounds. */
export interface Payments {
  /** By Faster Payments. */
  readonly fps: FpsPayments;
  /** By CHAPS. */
  readonly chaps: ChapsPayments;
  /**
   * Sends a batch the way of version 1, of which ClearBank may accept a part: look at `data.outcome`.
   * `POST /v1/Payments/{scheme}`
   *
   * @see ClearBank's interface file v1
   */
  sendV1(
    scheme: "FPS" | "CHAPS",
    body: SchemePaymentsRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<PaymentsResult>>;
}

export function payments(call: Call): Payments {
  return {
    fps: fpsPayments(call),
    chaps: chapsPayments(call),
    async sendV1(scheme, body, options) {
      const response = await call<{ transactions?: readonly PaymentItem[] | null } | undefined>({
        method: "POST",
        path: "/v1/Payments/{scheme}",
        params: { scheme },
        body,
        ...options,
      });
      return { ...response, data: paymentsResult(response.data?.transactions) };
    },
  };
}
