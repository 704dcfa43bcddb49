import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { PagedList, PagedOptions, PageQuery } from "../client/pages.js";
import { listPages } from "./list-pages.js";
import type {
  PaymentMethodType,
  Transaction,
  TransactionResponse,
  TransactionsPage,
  TransactionsPageV1,
  TransactionV1,
} from "./objects/transaction.js";

/** Which transactions. */
export interface TransactionsQueryV1 extends PageQuery {
  /** Not before. */
  readonly startDateTime?: string | Date;
  /** Not after. */
  readonly endDateTime?: string | Date;
  /** Only those of one scheme; of every one by default. */
  readonly paymentMethodType?: PaymentMethodType;
}

/** Which transactions. */
export interface TransactionsQuery extends TransactionsQueryV1 {
  /** Those with this end-to-end id. */
  readonly endToEndIdentifier?: string;
}

/**
 * The transactions of accounts in pounds.
 *
 * @see ClearBank's interface files sterling-v1 and sterling-v2
 */
export interface Transactions {
  /** The transactions of the institution. `GET /v2/Transactions` */
  list(query?: TransactionsQuery, options?: PagedOptions): PagedList<Transaction, TransactionsPage>;
  /** The transactions of an account. `GET /v2/Accounts/{accountId}/Transactions` */
  listOfAccount(
    accountId: string,
    query?: TransactionsQuery,
    options?: PagedOptions,
  ): PagedList<Transaction, TransactionsPage>;
  /** One transaction of an account. `GET /v2/Accounts/{accountId}/Transactions/{transactionId}` */
  getOfAccount(
    accountId: string,
    transactionId: string,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<TransactionResponse>>;
  /**
   * The transactions of a virtual account.
   *
   * `GET /v2/Accounts/{accountId}/Virtual/{virtualAccountId}/Transactions`
   */
  listOfVirtualAccount(
    accountId: string,
    virtualAccountId: string,
    query?: TransactionsQuery,
    options?: PagedOptions,
  ): PagedList<Transaction, TransactionsPage>;
  /**
   * One transaction of a virtual account.
   *
   * `GET /v2/Accounts/{accountId}/Virtual/{virtualAccountId}/Transactions/{transactionId}`
   */
  getOfVirtualAccount(
    accountId: string,
    virtualAccountId: string,
    transactionId: string,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<TransactionResponse>>;
  /**
   * The transactions of the institution, as version 1 shows them; pages of at most 1000.
   *
   * `GET /v1/Transactions`
   */
  listV1(query?: TransactionsQueryV1, options?: PagedOptions): PagedList<TransactionV1, TransactionsPageV1>;
}

export function transactions(call: Call): Transactions {
  return {
    list: (query, options) =>
      listPages(call, { path: "/v2/Transactions", query, options }, (page) => page.transactions),
    listOfAccount: (accountId, query, options) =>
      listPages(
        call,
        { path: "/v2/Accounts/{accountId}/Transactions", params: { accountId }, query, options },
        (page) => page.transactions,
      ),
    getOfAccount: (accountId, transactionId, options) =>
      call({
        method: "GET",
        path: "/v2/Accounts/{accountId}/Transactions/{transactionId}",
        params: { accountId, transactionId },
        ...options,
      }),
    listOfVirtualAccount: (accountId, virtualAccountId, query, options) =>
      listPages(
        call,
        {
          path: "/v2/Accounts/{accountId}/Virtual/{virtualAccountId}/Transactions",
          params: { accountId, virtualAccountId },
          query,
          options,
        },
        (page) => page.transactions,
      ),
    getOfVirtualAccount: (accountId, virtualAccountId, transactionId, options) =>
      call({
        method: "GET",
        path: "/v2/Accounts/{accountId}/Virtual/{virtualAccountId}/Transactions/{transactionId}",
        params: { accountId, virtualAccountId, transactionId },
        ...options,
      }),
    listV1: (query, options) =>
      listPages(call, { path: "/v1/Transactions", query, options }, (page) => page.transactions),
  };
}
