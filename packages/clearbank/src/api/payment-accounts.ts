import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { CreatePaymentAccountRequest, PaymentAccountResponse } from "./objects/customer-account.js";

/**
 * Payment accounts of customers: current and transaction accounts.
 *
 * @see ClearBank's interface file sterling-v1
 */
export interface PaymentAccounts {
  /** Makes a payment account. `POST /accounts/sterling/v1/payment-accounts` */
  create(
    body: CreatePaymentAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<PaymentAccountResponse>>;
}

export function paymentAccounts(call: Call): PaymentAccounts {
  return {
    create: (body, options) =>
      call({ method: "POST", path: "/accounts/sterling/v1/payment-accounts", body, ...options }),
  };
}
