import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { MccyInboundPaymentRequest, MccyInboundPaymentResponse } from "./objects/mccy-inbound.js";

/**
 * Payments from outside, made up: only in the simulation.
 *
 * @see ClearBank's interface file mccy-jpm-emulator-v1
 */
export interface MccyInboundPayments {
  /** Lets a payment come in. `POST /v1/mccy/inboundpayment/{accountUniqueId}` */
  simulate(
    accountUniqueId: string,
    body: MccyInboundPaymentRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<MccyInboundPaymentResponse>>;
}

export function mccyInboundPayments(call: Call): MccyInboundPayments {
  return {
    simulate: (accountUniqueId, body, options) =>
      call({
        method: "POST",
        path: "/v1/mccy/inboundpayment/{accountUniqueId}",
        params: { accountUniqueId },
        body,
        ...options,
      }),
  };
}
