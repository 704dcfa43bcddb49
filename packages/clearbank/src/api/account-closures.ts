import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type {
  AccountClosureResponse,
  CloseAccountRequest,
  CloseAccountResponse,
} from "./objects/account-closure.js";

/**
 * The closing of customers' accounts, which ends when the last interest is paid.
 *
 * @see ClearBank's interface file sterling-v1
 */
export interface AccountClosures {
  /** How far it is. `GET /v1/accounts/{accountId}/closure` */
  get(
    accountId: string,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<AccountClosureResponse>>;
  /** Asks for it. `POST /v1/accounts/{accountId}/closure` */
  create(
    accountId: string,
    body: CloseAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<CloseAccountResponse>>;
}

export function accountClosures(call: Call): AccountClosures {
  return {
    get: (accountId, options) =>
      call({ method: "GET", path: "/v1/accounts/{accountId}/closure", params: { accountId }, ...options }),
    create: (accountId, body, options) =>
      call({
        method: "POST",
        path: "/v1/accounts/{accountId}/closure",
        params: { accountId },
        body,
        ...options,
      }),
  };
}
