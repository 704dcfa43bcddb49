import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { PagedList, PagedOptions, PageQuery } from "../client/pages.js";
import { listPages } from "./list-pages.js";
import type {
  Account,
  AccountResponse,
  AccountsPage,
  CreateAccountRequest,
  UpdateAccountRequest,
} from "./objects/account.js";
import type { AccountResponseV2, AccountsPageV2, AccountV2 } from "./objects/account-v2.js";
import type { CreateCurrentAccountRequest, CurrentAccount } from "./objects/current-account.js";

/**
 * The accounts in pounds: of the institution and of its customers.
 *
 * @see ClearBank's interface files sterling-v1, sterling-v2, sterling-v3 and sterling-v4
 */
export interface Accounts {
  /** All accounts. `GET /v3/Accounts` */
  list(query?: PageQuery, options?: PagedOptions): PagedList<Account, AccountsPage>;
  /** One account. `GET /v3/Accounts/{accountId}` */
  get(accountId: string, options?: ClearBankRequestOptions): Promise<ClearBankResponse<AccountResponse>>;
  /** Makes an account of the institution. `POST /v3/Accounts` */
  create(
    body: CreateAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<AccountResponse>>;
  /** Makes a current account, protected by the FSCS, of a customer. `POST /v4/Accounts` */
  createCurrent(
    body: CreateCurrentAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<CurrentAccount>>;
  /** Changes an account, or its status: suspends or closes it. `PATCH /v1/accounts/{accountId}` */
  update(
    accountId: string,
    body: UpdateAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<undefined>>;
  /** All accounts, as version 2 shows them. `GET /v2/Accounts` */
  listV2(query?: PageQuery, options?: PagedOptions): PagedList<AccountV2, AccountsPageV2>;
  /** One account, as version 2 shows it. `GET /v2/Accounts/{accountId}` */
  getV2(accountId: string, options?: ClearBankRequestOptions): Promise<ClearBankResponse<AccountResponseV2>>;
}

export function accounts(call: Call): Accounts {
  return {
    list: (query, options) =>
      listPages(call, { path: "/v3/Accounts", query, options }, (page) => page.accounts),
    get: (accountId, options) =>
      call({ method: "GET", path: "/v3/Accounts/{accountId}", params: { accountId }, ...options }),
    create: (body, options) => call({ method: "POST", path: "/v3/Accounts", body, ...options }),
    createCurrent: (body, options) => call({ method: "POST", path: "/v4/Accounts", body, ...options }),
    update: (accountId, body, options) =>
      call({ method: "PATCH", path: "/v1/accounts/{accountId}", params: { accountId }, body, ...options }),
    listV2: (query, options) =>
      listPages(call, { path: "/v2/Accounts", query, options }, (page) => page.accounts),
    getV2: (accountId, options) =>
      call({ method: "GET", path: "/v2/Accounts/{accountId}", params: { accountId }, ...options }),
  };
}
