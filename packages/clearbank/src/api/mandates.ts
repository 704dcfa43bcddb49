import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { PagedList, PagedOptions, PageQuery } from "../client/pages.js";
import { listPages } from "./list-pages.js";
import type {
  UnpaidTransaction,
  UnpaidTransactionsPage,
  UnpaidTransactionsPageV1,
  UnpaidTransactionV1,
} from "./objects/bacs.js";
import type {
  AmendMandateRequest,
  CancelMandateRequest,
  CreateMandateRequest,
  Mandate,
  MandatesPage,
  MandatesPageV1,
  MandateTransaction,
  MandateTransactionsPage,
  MandateTransactionsPageV1,
  MandateTransactionV1,
  MandateV1,
  RejectMandateRequest,
} from "./objects/mandate.js";
import type { Acknowledgement } from "./objects/wire.js";

/** Which collections. */
export interface MandateTransactionsQuery extends PageQuery {
  /** `YYYY-MM-DD`. */
  readonly startDate?: string;
  /** `YYYY-MM-DD`. */
  readonly endDate?: string;
}

/** Which unpaid transactions. */
export interface UnpaidTransactionsQuery extends MandateTransactionsQuery {
  /** The service user number (SUN): six digits. */
  readonly sun?: string;
  /** 1 to 18 characters. */
  readonly reference?: string;
}

/**
 * Direct Debit Instructions of accounts. What is asked for is done later; webhooks say when.
 *
 * @see ClearBank's interface files v1 and v2
 */
export interface Mandates {
  /** All instructions of an account. `GET /v2/Accounts/{accountId}/Mandates` */
  list(accountId: string, query?: PageQuery, options?: PagedOptions): PagedList<Mandate, MandatesPage>;
  /** Asks for an instruction. `POST /v1/Accounts/{accountId}/Mandates` */
  create(
    accountId: string,
    body: CreateMandateRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<Acknowledgement>>;
  /** Asks for an amendment. `PATCH /v1/Accounts/{accountId}/Mandates/{mandateId}` */
  amend(
    accountId: string,
    mandateId: string,
    body: AmendMandateRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<Acknowledgement>>;
  /**
   * Asks for a cancellation, with its reason in a signed body.
   *
   * `DELETE /v1/Accounts/{accountId}/Mandates/{mandateId}`
   */
  cancel(
    accountId: string,
    mandateId: string,
    body: CancelMandateRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<Acknowledgement>>;
  /**
   * Asks to return an instruction to the originator.
   *
   * `POST /v1/Accounts/{accountId}/Mandates/{mandateId}/Returns`
   */
  reject(
    accountId: string,
    mandateId: string,
    body: RejectMandateRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<Acknowledgement>>;
  /** The collections under an instruction. `GET /v2/Accounts/{accountId}/Mandates/{mandateId}/Collections` */
  listCollections(
    accountId: string,
    mandateId: string,
    query?: MandateTransactionsQuery,
    options?: PagedOptions,
  ): PagedList<MandateTransaction, MandateTransactionsPage>;
  /** The transactions of an account that were not paid. `GET /v2/Accounts/{accountId}/Mandates/Unpaid` */
  listUnpaid(
    accountId: string,
    query?: UnpaidTransactionsQuery,
    options?: PagedOptions,
  ): PagedList<UnpaidTransaction, UnpaidTransactionsPage>;
  /** All instructions of an account, as version 1 shows them. `GET /v1/Accounts/{accountId}/Mandates` */
  listV1(accountId: string, query?: PageQuery, options?: PagedOptions): PagedList<MandateV1, MandatesPageV1>;
  /**
   * The collections under an instruction, as version 1 shows them.
   *
   * `GET /v1/Accounts/{accountId}/Mandates/{mandateId}/Collections`
   */
  listCollectionsV1(
    accountId: string,
    mandateId: string,
    query?: MandateTransactionsQuery,
    options?: PagedOptions,
  ): PagedList<MandateTransactionV1, MandateTransactionsPageV1>;
  /**
   * The transactions of an account that were not paid, as version 1 shows them.
   *
   * `GET /v1/Accounts/{accountId}/Mandates/Unpaid`
   */
  listUnpaidV1(
    accountId: string,
    query?: UnpaidTransactionsQuery,
    options?: PagedOptions,
  ): PagedList<UnpaidTransactionV1, UnpaidTransactionsPageV1>;
}

export function mandates(call: Call): Mandates {
  return {
    list: (accountId, query, options) =>
      listPages(
        call,
        { path: "/v2/Accounts/{accountId}/Mandates", params: { accountId }, query, options },
        (page) => page.directDebitMandates,
      ),
    create: (accountId, body, options) =>
      call({
        method: "POST",
        path: "/v1/Accounts/{accountId}/Mandates",
        params: { accountId },
        body,
        ...options,
      }),
    amend: (accountId, mandateId, body, options) =>
      call({
        method: "PATCH",
        path: "/v1/Accounts/{accountId}/Mandates/{mandateId}",
        params: { accountId, mandateId },
        body,
        ...options,
      }),
    cancel: (accountId, mandateId, body, options) =>
      call({
        method: "DELETE",
        path: "/v1/Accounts/{accountId}/Mandates/{mandateId}",
        params: { accountId, mandateId },
        body,
        ...options,
      }),
    reject: (accountId, mandateId, body, options) =>
      call({
        method: "POST",
        path: "/v1/Accounts/{accountId}/Mandates/{mandateId}/Returns",
        params: { accountId, mandateId },
        body,
        ...options,
      }),
    listCollections: (accountId, mandateId, query, options) =>
      listPages(
        call,
        {
          path: "/v2/Accounts/{accountId}/Mandates/{mandateId}/Collections",
          params: { accountId, mandateId },
          query,
          options,
        },
        (page) => page.mandateTransactions,
      ),
    listUnpaid: (accountId, query, options) =>
      listPages(
        call,
        { path: "/v2/Accounts/{accountId}/Mandates/Unpaid", params: { accountId }, query, options },
        (page) => page.unpaidTransactions,
      ),
    listV1: (accountId, query, options) =>
      listPages(
        call,
        { path: "/v1/Accounts/{accountId}/Mandates", params: { accountId }, query, options },
        (page) => page.directDebitMandates,
      ),
    listCollectionsV1: (accountId, mandateId, query, options) =>
      listPages(
        call,
        {
          path: "/v1/Accounts/{accountId}/Mandates/{mandateId}/Collections",
          params: { accountId, mandateId },
          query,
          options,
        },
        (page) => page.mandateTransactions,
      ),
    listUnpaidV1: (accountId, query, options) =>
      listPages(
        call,
        { path: "/v1/Accounts/{accountId}/Mandates/Unpaid", params: { accountId }, query, options },
        (page) => page.unpaidTransactions,
      ),
  };
}
