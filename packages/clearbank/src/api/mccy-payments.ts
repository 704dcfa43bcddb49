import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { MccyPaymentsRequest, MccyPaymentsResponse } from "./objects/mccy-payment.js";

/**
 * Multi-currency payments. They are made later; webhooks say when.
 *
 * @see ClearBank's interface file mccy-payments-v1
 */
export interface MccyPayments {
  /** Sends a batch of payments in one currency. `POST /v1/mccy/payments` */
  send(
    body: MccyPaymentsRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<MccyPaymentsResponse>>;
  /**
   * Cancels a batch, at least an hour before the currency's payment window opens.
   *
   * `DELETE /v1/mccy/payments/{batchId}`
   */
  cancelBatch(batchId: string, options?: ClearBankRequestOptions): Promise<ClearBankResponse<undefined>>;
  /** Cancels one payment of a batch. `DELETE /v1/mccy/payments/{batchId}/{endToEndId}` */
  cancel(
    batchId: string,
    endToEndId: string,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<undefined>>;
}

export function mccyPayments(call: Call): MccyPayments {
  return {
    send: (body, options) => call({ method: "POST", path: "/v1/mccy/payments", body, ...options }),
    cancelBatch: (batchId, options) =>
      call({ method: "DELETE", path: "/v1/mccy/payments/{batchId}", params: { batchId }, ...options }),
    cancel: (batchId, endToEndId, options) =>
      call({
        method: "DELETE",
        path: "/v1/mccy/payments/{batchId}/{endToEndId}",
        params: { batchId, endToEndId },
        ...options,
      }),
  };
}
