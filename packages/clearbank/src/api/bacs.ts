import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { PagedList, PagedOptions, PageQuery } from "../client/pages.js";
import type { Decimal } from "../json/decimal.js";
import { listPages } from "./list-pages.js";
import type {
  BacsReturnsRequest,
  UnappliedTransactionsPage,
  UnpaidTransactionsPageV1,
  UnpaidTransactionV1,
} from "./objects/bacs.js";
import type { Acknowledgement } from "./objects/wire.js";

/** Which Bacs transactions of a sort code. */
export interface BacsQuery extends PageQuery {
  /** Only those with this reason code. */
  readonly reasonCode?: string;
  /** The service user number (SUN): six digits. */
  readonly sun?: string;
  /** Only those with this payment reference. */
  readonly paymentReference?: string;
  /** Processed on this day or later. */
  readonly processingDateFrom?: string | Date;
  /** Processed on this day or earlier. */
  readonly processingDateTo?: string | Date;
  /** Only those of exactly this amount, in pounds. */
  readonly amount?: Decimal;
  /** Bacs transaction codes, any of which may match. */
  readonly transactionCodes?: readonly string[];
}

/**
 * Bacs: Direct Credits and Direct Debits to be returned, not applied or not paid.
 *
 * @see ClearBank's interface file v1
 */
export interface Bacs {
  /** Returns transactions of an account. `POST /v1/Accounts/{accountId}/Transactions/Returns` */
  returnOfAccount(
    accountId: string,
    body: BacsReturnsRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<Acknowledgement>>;
  /**
   * Returns transactions of a virtual account.
   *
   * `POST /v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Transactions/Returns`
   */
  returnOfVirtualAccount(
    accountId: string,
    virtualAccountId: string,
    body: BacsReturnsRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<Acknowledgement>>;
  /**
   * The Direct Credits of a sort code that were not applied.
   *
   * `GET /v1/Transactions/{sortCode}/DirectCredit/Unapplied`
   */
  listUnapplied(
    sortCode: string,
    query?: BacsQuery,
    options?: PagedOptions,
  ): PagedList<UnpaidTransactionV1, UnappliedTransactionsPage>;
  /**
   * The Direct Debits of a sort code that were not paid.
   *
   * `GET /v1/Transactions/{sortCode}/DirectDebit/Unpaid`
   */
  listUnpaid(
    sortCode: string,
    query?: BacsQuery,
    options?: PagedOptions,
  ): PagedList<UnpaidTransactionV1, UnpaidTransactionsPageV1>;
}

export function bacs(call: Call): Bacs {
  return {
    returnOfAccount: (accountId, body, options) =>
      call({
        method: "POST",
        path: "/v1/Accounts/{accountId}/Transactions/Returns",
        params: { accountId },
        body,
        ...options,
      }),
    returnOfVirtualAccount: (accountId, virtualAccountId, body, options) =>
      call({
        method: "POST",
        path: "/v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Transactions/Returns",
        params: { accountId, virtualAccountId },
        body,
        ...options,
      }),
    listUnapplied: (sortCode, query, options) =>
      listPages(
        call,
        bySortCode("/v1/Transactions/{sortCode}/DirectCredit/Unapplied", sortCode, query, options),
        (page) => page.unappliedTransactions,
      ),
    listUnpaid: (sortCode, query, options) =>
      listPages(
        call,
        bySortCode("/v1/Transactions/{sortCode}/DirectDebit/Unpaid", sortCode, query, options),
        (page) => page.unpaidTransactions,
      ),
  };
}

function bySortCode(
  path: string,
  sortCode: string,
  { transactionCodes = [], ...query }: BacsQuery = {},
  options: PagedOptions | undefined,
) {
  // A parameter that stands several times in a query is part of the path: a call's query has each name once.
  const codes = transactionCodes.map((code) => `transactionCodes=${encodeURIComponent(code)}`).join("&");
  return { path: codes ? `${path}?${codes}` : path, params: { sortCode }, query, options };
}
