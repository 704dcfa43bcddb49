import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type {
  AccountWithRelatedAccounts,
  CreateRelatedAccountRequest,
  CreateRelatedAccountResponse,
  RelatedAccountsResponse,
  UpdateRelatedAccountRequest,
} from "./objects/related-account.js";

/**
 * The accounts nominated for, or associated with, a hub or savings account.
 *
 * @see ClearBank's interface file sterling-v1
 */
export interface RelatedAccounts {
  /** All of an account, in one answer. `GET /v1/accounts/{accountId}/related-accounts` */
  list(
    accountId: string,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<RelatedAccountsResponse>>;
  /** Adds one. `POST /v1/accounts/{accountId}/related-accounts` */
  create(
    accountId: string,
    body: CreateRelatedAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<CreateRelatedAccountResponse>>;
  /** Changes the holder's name. `PATCH /v1/accounts/{accountId}/related-accounts/{iban}` */
  update(
    accountId: string,
    iban: string,
    body: UpdateRelatedAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<AccountWithRelatedAccounts>>;
  /** Removes one. `DELETE /v1/accounts/{accountId}/related-accounts/{iban}` */
  remove(
    accountId: string,
    iban: string,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<undefined>>;
}

export function relatedAccounts(call: Call): RelatedAccounts {
  return {
    list: (accountId, options) =>
      call({
        method: "GET",
        path: "/v1/accounts/{accountId}/related-accounts",
        params: { accountId },
        ...options,
      }),
    create: (accountId, body, options) =>
      call({
        method: "POST",
        path: "/v1/accounts/{accountId}/related-accounts",
        params: { accountId },
        body,
        ...options,
      }),
    update: (accountId, iban, body, options) =>
      call({
        method: "PATCH",
        path: "/v1/accounts/{accountId}/related-accounts/{iban}",
        params: { accountId, iban },
        body,
        ...options,
      }),
    remove: (accountId, iban, options) =>
      call({
        method: "DELETE",
        path: "/v1/accounts/{accountId}/related-accounts/{iban}",
        params: { accountId, iban },
        ...options,
      }),
  };
}
