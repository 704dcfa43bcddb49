import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { PagedList, PagedOptions, PageQuery } from "../client/pages.js";
import { listPages } from "./list-pages.js";
import type { MandateTransactionsQuery, UnpaidTransactionsQuery } from "./mandates.js";
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

/**
 * Direct Debit Instructions of virtual accounts. What is asked for is done later; webhooks say when.
 *
 * @see ClearBank's interface files v1 and v2
 */
export interface VirtualMandates {
  /**
   * All instructions of a virtual account.
   *
   * `GET /v2/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates`
   */
  list(
    accountId: string,
    virtualAccountId: string,
    query?: PageQuery,
    options?: PagedOptions,
  ): PagedList<Mandate, MandatesPage>;
  /** Asks for an instruction. `POST /v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates` */
  create(
    accountId: string,
    virtualAccountId: string,
    body: CreateMandateRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<Acknowledgement>>;
  /**
   * Asks for an amendment.
   *
   * `PATCH /v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates/{mandateId}`
   */
  amend(
    accountId: string,
    virtualAccountId: string,
    mandateId: string,
    body: AmendMandateRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<Acknowledgement>>;
  /**
   * Asks for a cancellation, with its reason in a signed body.
   *
   * `DELETE /v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates/{mandateId}`
   */
  cancel(
    accountId: string,
    virtualAccountId: string,
    mandateId: string,
    body: CancelMandateRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<Acknowledgement>>;
  /**
   * Asks to return an instruction to the originator.
   *
   * `POST /v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates/{mandateId}/Returns`
   */
  reject(
    accountId: string,
    virtualAccountId: string,
    mandateId: string,
    body: RejectMandateRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<Acknowledgement>>;
  /**
   * The collections under an instruction.
   *
   * `GET /v2/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates/{mandateId}/Collections`
   */
  listCollections(
    accountId: string,
    virtualAccountId: string,
    mandateId: string,
    query?: MandateTransactionsQuery,
    options?: PagedOptions,
  ): PagedList<MandateTransaction, MandateTransactionsPage>;
  /**
   * The transactions of a virtual account that were not paid.
   *
   * `GET /v2/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates/Unpaid`
   */
  listUnpaid(
    accountId: string,
    virtualAccountId: string,
    query?: UnpaidTransactionsQuery,
    options?: PagedOptions,
  ): PagedList<UnpaidTransaction, UnpaidTransactionsPage>;
  /**
   * All instructions of a virtual account, as version 1 shows them.
   *
   * `GET /v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates`
   */
  listV1(
    accountId: string,
    virtualAccountId: string,
    query?: PageQuery,
    options?: PagedOptions,
  ): PagedList<MandateV1, MandatesPageV1>;
  /**
   * The collections under an instruction, as version 1 shows them.
   *
   * `GET /v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates/{mandateId}/Collections`
   */
  listCollectionsV1(
    accountId: string,
    virtualAccountId: string,
    mandateId: string,
    query?: MandateTransactionsQuery,
    options?: PagedOptions,
  ): PagedList<MandateTransactionV1, MandateTransactionsPageV1>;
  /**
   * The transactions of a virtual account that were not paid, as version 1 shows them.
   *
   * `GET /v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates/Unpaid`
   */
  listUnpaidV1(
    accountId: string,
    virtualAccountId: string,
    query?: UnpaidTransactionsQuery,
    options?: PagedOptions,
  ): PagedList<UnpaidTransactionV1, UnpaidTransactionsPageV1>;
}

export function virtualMandates(call: Call): VirtualMandates {
  return {
    list: (accountId, virtualAccountId, query, options) =>
      listPages(
        call,
        {
          path: "/v2/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates",
          params: { accountId, virtualAccountId },
          query,
          options,
        },
        (page) => page.directDebitMandates,
      ),
    create: (accountId, virtualAccountId, body, options) =>
      call({
        method: "POST",
        path: "/v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates",
        params: { accountId, virtualAccountId },
        body,
        ...options,
      }),
    amend: (accountId, virtualAccountId, mandateId, body, options) =>
      call({
        method: "PATCH",
        path: "/v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates/{mandateId}",
        params: { accountId, virtualAccountId, mandateId },
        body,
        ...options,
      }),
    cancel: (accountId, virtualAccountId, mandateId, body, options) =>
      call({
        method: "DELETE",
        path: "/v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates/{mandateId}",
        params: { accountId, virtualAccountId, mandateId },
        body,
        ...options,
      }),
    reject: (accountId, virtualAccountId, mandateId, body, options) =>
      call({
        method: "POST",
        path: "/v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates/{mandateId}/Returns",
        params: { accountId, virtualAccountId, mandateId },
        body,
        ...options,
      }),
    listCollections: (accountId, virtualAccountId, mandateId, query, options) =>
      listPages(
        call,
        {
          path: "/v2/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates/{mandateId}/Collections",
          params: { accountId, virtualAccountId, mandateId },
          query,
          options,
        },
        (page) => page.mandateTransactions,
      ),
    listUnpaid: (accountId, virtualAccountId, query, options) =>
      listPages(
        call,
        {
          path: "/v2/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates/Unpaid",
          params: { accountId, virtualAccountId },
          query,
          options,
        },
        (page) => page.unpaidTransactions,
      ),
    listV1: (accountId, virtualAccountId, query, options) =>
      listPages(
        call,
        {
          path: "/v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates",
          params: { accountId, virtualAccountId },
          query,
          options,
        },
        (page) => page.directDebitMandates,
      ),
    listCollectionsV1: (accountId, virtualAccountId, mandateId, query, options) =>
      listPages(
        call,
        {
          path: "/v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates/{mandateId}/Collections",
          params: { accountId, virtualAccountId, mandateId },
          query,
          options,
        },
        (page) => page.mandateTransactions,
      ),
    listUnpaidV1: (accountId, virtualAccountId, query, options) =>
      listPages(
        call,
        {
          path: "/v1/Accounts/{accountId}/Virtual/{virtualAccountId}/Mandates/Unpaid",
          params: { accountId, virtualAccountId },
          query,
          options,
        },
        (page) => page.unpaidTransactions,
      ),
  };
}
