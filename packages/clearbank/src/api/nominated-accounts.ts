import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type {
  NominatedAccountResponse,
  SetNominatedAccountRequest,
  SetNominatedAccountResponse,
} from "./objects/related-account.js";

/**
 * The account that is nominated for another.
 *
 * @see ClearBank's interface file sterling-v1
 */
export interface NominatedAccounts {
  /** The nominated account. `GET /v1/accounts/{accountId}/nominated-account` */
  get(
    accountId: string,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<NominatedAccountResponse>>;
  /** Nominates an account. `PUT /v1/accounts/{accountId}/nominated-account` */
  set(
    accountId: string,
    body: SetNominatedAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<SetNominatedAccountResponse>>;
}

export function nominatedAccounts(call: Call): NominatedAccounts {
  return {
    get: (accountId, options) =>
      call({
        method: "GET",
        path: "/v1/accounts/{accountId}/nominated-account",
        params: { accountId },
        ...options,
      }),
    set: (accountId, body, options) =>
      call({
        method: "PUT",
        path: "/v1/accounts/{accountId}/nominated-account",
        params: { accountId },
        body,
        ...options,
      }),
  };
}
