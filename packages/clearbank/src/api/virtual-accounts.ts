import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { PagedList, PagedOptions, PageQuery } from "../client/pages.js";
import { listPages } from "./list-pages.js";
import type {
  CreateVirtualAccountsRequest,
  UpdateVirtualAccountRequest,
  VirtualAccount,
  VirtualAccountResponse,
  VirtualAccountsPage,
  VirtualAccountsPageV1,
  VirtualAccountV1,
} from "./objects/virtual-account.js";
import type { Acknowledgement } from "./objects/wire.js";

/**
 * Virtual accounts of real ones.
 *
 * @see ClearBank's interface files sterling-v1 and sterling-v2
 */
export interface VirtualAccounts {
  /** The virtual accounts of an account. `GET /v2/Accounts/{accountId}/Virtual` */
  list(
    accountId: string,
    query?: PageQuery,
    options?: PagedOptions,
  ): PagedList<VirtualAccount, VirtualAccountsPage>;
  /** All virtual accounts of the institution. `GET /v1/accounts/virtual` */
  listAll(query?: PageQuery, options?: PagedOptions): PagedList<VirtualAccountV1, VirtualAccountsPageV1>;
  /** One virtual account. `GET /v2/Accounts/{accountId}/Virtual/{virtualAccountId}` */
  get(
    accountId: string,
    virtualAccountId: string,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<VirtualAccountResponse>>;
  /** Asks for virtual accounts; webhooks say which were made. `POST /v2/Accounts/{accountId}/Virtual` */
  create(
    accountId: string,
    body: CreateVirtualAccountsRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<Acknowledgement>>;
  /** Changes a virtual account. `PATCH /v1/accounts/{accountId}/virtual/{virtualAccountId}` */
  update(
    accountId: string,
    virtualAccountId: string,
    body: UpdateVirtualAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<undefined>>;
  /** Disables a virtual account. `DELETE /v1/accounts/{accountId}/virtual/{virtualAccountId}` */
  disable(
    accountId: string,
    virtualAccountId: string,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<undefined>>;
}

export function virtualAccounts(call: Call): VirtualAccounts {
  return {
    list: (accountId, query, options) =>
      listPages(
        call,
        { path: "/v2/Accounts/{accountId}/Virtual", params: { accountId }, query, options },
        (page) => page.accounts,
      ),
    listAll: (query, options) =>
      listPages(call, { path: "/v1/accounts/virtual", query, options }, (page) => page.accounts),
    get: (accountId, virtualAccountId, options) =>
      call({
        method: "GET",
        path: "/v2/Accounts/{accountId}/Virtual/{virtualAccountId}",
        params: { accountId, virtualAccountId },
        ...options,
      }),
    create: (accountId, body, options) =>
      call({
        method: "POST",
        path: "/v2/Accounts/{accountId}/Virtual",
        params: { accountId },
        body,
        ...options,
      }),
    update: (accountId, virtualAccountId, body, options) =>
      call({
        method: "PATCH",
        path: "/v1/accounts/{accountId}/virtual/{virtualAccountId}",
        params: { accountId, virtualAccountId },
        body,
        ...options,
      }),
    disable: (accountId, virtualAccountId, options) =>
      call({
        method: "DELETE",
        path: "/v1/accounts/{accountId}/virtual/{virtualAccountId}",
        params: { accountId, virtualAccountId },
        ...options,
      }),
  };
}
