import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { PagedList, PagedOptions, PageQuery } from "../client/pages.js";
import { listPages } from "./list-pages.js";
import type {
  AddMccyCurrencyRequest,
  CreateMccyAccountRequest,
  CreateMccyAccountRequestV1,
  MccyAccount,
  MccyAccountsPage,
  MccyBalances,
  MccyCloseQuery,
  UpdateMccyAccountRequest,
  UpdateMccyAccountStatusRequest,
} from "./objects/mccy-account.js";

/**
 * Multi-currency accounts.
 *
 * @see ClearBank's interface files mccy-accounts-v1 and mccy-accounts-v2
 */
export interface MccyAccounts {
  /** All accounts. `GET /mccy/v1/Accounts` */
  list(query?: PageQuery, options?: PagedOptions): PagedList<MccyAccount, MccyAccountsPage>;
  /** One account. `GET /mccy/v1/Accounts/{accountId}` */
  get(accountId: string, options?: ClearBankRequestOptions): Promise<ClearBankResponse<MccyAccount>>;
  /** Makes an account. `POST /mccy/v2/Accounts` */
  create(
    body: CreateMccyAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<MccyAccount>>;
  /** Changes label and owner. `PATCH /mccy/v1/Accounts/{accountId}` */
  update(
    accountId: string,
    body: UpdateMccyAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<MccyAccount>>;
  /** Suspends an account, or makes it active again. `PATCH /mccy/v1/Accounts/{accountId}/status` */
  updateStatus(
    accountId: string,
    body: UpdateMccyAccountStatusRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<MccyAccount>>;
  /** Closes an account, for good. `DELETE /mccy/v1/Accounts/{accountId}` */
  close(
    accountId: string,
    query?: MccyCloseQuery,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<undefined>>;
  /** Lets an account hold another currency. `POST /mccy/v1/Accounts/{accountId}/currencies` */
  addCurrency(
    accountId: string,
    body: AddMccyCurrencyRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<MccyAccount>>;
  /** What is in an account, by currency. `GET /mccy/v1/Accounts/{accountId}/balances` */
  getBalances(accountId: string, options?: ClearBankRequestOptions): Promise<ClearBankResponse<MccyBalances>>;
  /** Makes an account, the way of version 1. `POST /mccy/v1/Accounts` */
  createV1(
    body: CreateMccyAccountRequestV1,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<MccyAccount>>;
}

export function mccyAccounts(call: Call): MccyAccounts {
  return {
    list: (query, options) =>
      listPages(call, { path: "/mccy/v1/Accounts", query, options }, (page) => page.accounts),
    get: (accountId, options) =>
      call({ method: "GET", path: "/mccy/v1/Accounts/{accountId}", params: { accountId }, ...options }),
    create: (body, options) => call({ method: "POST", path: "/mccy/v2/Accounts", body, ...options }),
    update: (accountId, body, options) =>
      call({
        method: "PATCH",
        path: "/mccy/v1/Accounts/{accountId}",
        params: { accountId },
        body,
        ...options,
      }),
    updateStatus: (accountId, body, options) =>
      call({
        method: "PATCH",
        path: "/mccy/v1/Accounts/{accountId}/status",
        params: { accountId },
        body,
        ...options,
      }),
    close: (accountId, query, options) =>
      call({
        method: "DELETE",
        path: "/mccy/v1/Accounts/{accountId}",
        params: { accountId },
        query: { ...query },
        ...options,
      }),
    addCurrency: (accountId, body, options) =>
      call({
        method: "POST",
        path: "/mccy/v1/Accounts/{accountId}/currencies",
        params: { accountId },
        body,
        ...options,
      }),
    getBalances: (accountId, options) =>
      call({
        method: "GET",
        path: "/mccy/v1/Accounts/{accountId}/balances",
        params: { accountId },
        ...options,
      }),
    createV1: (body, options) => call({ method: "POST", path: "/mccy/v1/Accounts", body, ...options }),
  };
}
