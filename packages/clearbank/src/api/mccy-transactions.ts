import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import { type PagedList, type PagedOptions, pagedList } from "../client/pages.js";
import type { MccyTransaction, MccyTransactionsPage } from "./objects/mccy-transaction.js";

/** Which transactions; of the last 24 hours by default. */
export interface MccyTransactionsQuery {
  /** ISO 4217. */
  readonly Currency: string;
  /** Created not before; 24 hours ago by default. */
  readonly StartDateTime?: string | Date;
  /** Created not after; now by default. */
  readonly EndDateTime?: string | Date;
  /** The first page to fetch; 1 by default. */
  readonly PageNumber?: number;
  /** How many transactions to ask for at once, at most 1000; ClearBank's default is 50. */
  readonly PageSize?: number;
}

/**
 * The transactions of multi-currency accounts.
 *
 * @see ClearBank's interface file mccy-transactions-v1
 */
export interface MccyTransactions {
  /** Those of an account and its virtual accounts. `GET /mccy/v1/Accounts/{accountId}/transactions` */
  listOfAccount(
    accountId: string,
    query: MccyTransactionsQuery,
    options?: PagedOptions,
  ): PagedList<MccyTransaction, MccyTransactionsPage>;
  /**
   * Those of a virtual account. `GET /mccy/v1/VirtualAccounts/{virtualAccountId}/transactions`
   *
   * The interface file calls this a list and declares the answer to be a single transaction; both are read.
   */
  listOfVirtualAccount(
    virtualAccountId: string,
    query: MccyTransactionsQuery,
    options?: PagedOptions,
  ): PagedList<MccyTransaction, MccyTransactionsPage | MccyTransaction>;
  /** One transaction. `GET /mccy/v1/Transactions/{transactionId}` */
  get(transactionId: string, options?: ClearBankRequestOptions): Promise<ClearBankResponse<MccyTransaction>>;
}

export function mccyTransactions(call: Call): MccyTransactions {
  return {
    listOfAccount: (accountId, query, options) =>
      list(call, "/mccy/v1/Accounts/{accountId}/transactions", { accountId }, query, options),
    listOfVirtualAccount: (virtualAccountId, query, options) =>
      list(
        call,
        "/mccy/v1/VirtualAccounts/{virtualAccountId}/transactions",
        { virtualAccountId },
        query,
        options,
      ),
    get: (transactionId, options) =>
      call({
        method: "GET",
        path: "/mccy/v1/Transactions/{transactionId}",
        params: { transactionId },
        ...options,
      }),
  };
}

function list<Page extends MccyTransactionsPage | MccyTransaction>(
  call: Call,
  path: string,
  params: Readonly<Record<string, string>>,
  query: MccyTransactionsQuery,
  options: PagedOptions | undefined,
): PagedList<MccyTransaction, Page> {
  const { PageNumber, PageSize, ...filters } = query;
  return pagedList(
    (page) =>
      call<Page>({
        method: "GET",
        path,
        params,
        query: { ...filters, PageNumber: page.pageNumber, PageSize: page.pageSize },
        ...options,
      }),
    transactionsOf,
    {
      ...(PageNumber !== undefined && { pageNumber: PageNumber }),
      ...(PageSize !== undefined && { pageSize: PageSize }),
    },
  );
}

function transactionsOf(page: MccyTransactionsPage | MccyTransaction): readonly MccyTransaction[] {
  return "transactionId" in page ? [page] : (page.transactions ?? []);
}
