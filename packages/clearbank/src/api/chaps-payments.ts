import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type {
  ChapsCustomerPaymentRequest,
  ChapsInstitutionPaymentRequest,
  ChapsPaymentCreated,
  ChapsReturnRequest,
} from "./objects/chaps.js";

/**
 * CHAPS payments. They are made later; webhooks say when.
 *
 * @see ClearBank's interface file chaps-v6
 */
export interface ChapsPayments {
  /** Pays for a customer (pacs.008). `POST /payments/chaps/v6/customer-payments` */
  sendCustomerPayment(
    body: ChapsCustomerPaymentRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<ChapsPaymentCreated>>;
  /** Pays as an institution (pacs.009). `POST /payments/chaps/v6/institution-payments` */
  sendInstitutionPayment(
    body: ChapsInstitutionPaymentRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<ChapsPaymentCreated>>;
  /** Returns an inbound payment (pacs.004). `POST /payments/chaps/v6/return-payments` */
  return(
    body: ChapsReturnRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<ChapsPaymentCreated>>;
}

export function chapsPayments(call: Call): ChapsPayments {
  return {
    sendCustomerPayment: (body, options) =>
      call({ method: "POST", path: "/payments/chaps/v6/customer-payments", body, ...options }),
    sendInstitutionPayment: (body, options) =>
      call({ method: "POST", path: "/payments/chaps/v6/institution-payments", body, ...options }),
    return: (body, options) =>
      call({ method: "POST", path: "/payments/chaps/v6/return-payments", body, ...options }),
  };
}
