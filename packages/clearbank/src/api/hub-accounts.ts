import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { CreateHubAccountRequest, HubAccountResponse } from "./objects/customer-account.js";

/**
 * Hub accounts of customers.
 *
 * @see ClearBank's interface file sterling-v1
 */
export interface HubAccounts {
  /** Makes a hub account. `POST /accounts/sterling/v1/hub-accounts` */
  create(
    body: CreateHubAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<HubAccountResponse>>;
}

export function hubAccounts(call: Call): HubAccounts {
  return {
    create: (body, options) =>
      call({ method: "POST", path: "/accounts/sterling/v1/hub-accounts", body, ...options }),
  };
}
