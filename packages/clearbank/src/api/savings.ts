import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type {
  CreateSavingsAccountRequest,
  CreateSavingsAccountRequestV1,
  SavingsAccountResponse,
  SavingsAccountResponseV1,
} from "./objects/customer-account.js";

/**
 * Savings accounts of customers.
 *
 * @see ClearBank's interface files sterling-v1 and sterling-v2
 */
export interface Savings {
  /** Makes a savings account, for one customer or several. `POST /v2/savings` */
  create(
    body: CreateSavingsAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<SavingsAccountResponse>>;
  /** Makes a savings account for one customer. `POST /v1/savings` */
  createV1(
    body: CreateSavingsAccountRequestV1,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<SavingsAccountResponseV1>>;
}

export function savings(call: Call): Savings {
  return {
    create: (body, options) => call({ method: "POST", path: "/v2/savings", body, ...options }),
    createV1: (body, options) => call({ method: "POST", path: "/v1/savings", body, ...options }),
  };
}
