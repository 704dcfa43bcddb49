import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type {
  CancelIsaRequest,
  CreateIsaRequest,
  DeclareIsaRequest,
  IsaCancellationResponse,
  IsaDeclarationResponse,
  IsaDetailsResponse,
  IsaResponse,
} from "./objects/isa.js";
import type {
  IsaTransferHistoryRequest,
  IsaTransferHistoryResponse,
  IsaTransferInResponse,
  IsaTransferOutRejectionResponse,
  IsaTransferOutResponse,
  RejectIsaTransferInResponse,
  TransferInIsaRequest,
  TransferInIsaResponse,
  TransferOutIsaRequest,
} from "./objects/isa-transfer.js";

/**
 * Cash ISAs of customers and their transfers.
 *
 * @see ClearBank's interface file sterling-v1
 */
export interface Isas {
  /** Makes an ISA. `POST /v1/isas` */
  create(body: CreateIsaRequest, options?: ClearBankRequestOptions): Promise<ClearBankResponse<IsaResponse>>;
  /** One ISA. `GET /v1/isas/{accountId}` */
  get(accountId: string, options?: ClearBankRequestOptions): Promise<ClearBankResponse<IsaDetailsResponse>>;
  /** Asks to cancel an ISA. `POST /v1/isas/{accountId}/cancellation` */
  cancel(
    accountId: string,
    body: CancelIsaRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<IsaCancellationResponse>>;
  /**
   * Sets a new declaration, which must be there before a customer who became eligible again pays in.
   *
   * `POST /v1/isas/{accountId}/declaration`
   */
  declare(
    accountId: string,
    body: DeclareIsaRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<IsaDeclarationResponse>>;
  /** Transfers an ISA to another manager. `POST /v1/isas/{accountId}/transfer-outs` */
  transferOut(
    accountId: string,
    body: TransferOutIsaRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<IsaTransferOutResponse>>;
  /**
   * Rejects a transfer out. The body is an empty object.
   *
   * `POST /v1/isas/{accountId}/transfer-outs/rejection`
   */
  rejectTransferOut(
    accountId: string,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<IsaTransferOutRejectionResponse>>;
  /** Transfers an ISA from another manager. `POST /v1/isas/{accountId}/transfer-in` */
  transferIn(
    accountId: string,
    body: TransferInIsaRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<TransferInIsaResponse>>;
  /** One transfer in. `GET /v1/isas/{accountId}/transfer-in/{transferInId}` */
  getTransferIn(
    accountId: string,
    transferInId: string,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<IsaTransferInResponse>>;
  /**
   * Rejects a transfer in. The body is an empty object.
   *
   * `POST /v1/isas/{accountId}/transfer-in/{transferInId}/rejection`
   */
  rejectTransferIn(
    accountId: string,
    transferInId: string,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<RejectIsaTransferInResponse>>;
  /**
   * Submits the transfer history form.
   *
   * `PUT /v1/isas/{accountId}/transfer-in/{transferInId}/transfer-history-form`
   */
  submitTransferHistory(
    accountId: string,
    transferInId: string,
    body: IsaTransferHistoryRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<IsaTransferHistoryResponse>>;
}

export function isas(call: Call): Isas {
  return {
    create: (body, options) => call({ method: "POST", path: "/v1/isas", body, ...options }),
    get: (accountId, options) =>
      call({ method: "GET", path: "/v1/isas/{accountId}", params: { accountId }, ...options }),
    cancel: (accountId, body, options) =>
      call({
        method: "POST",
        path: "/v1/isas/{accountId}/cancellation",
        params: { accountId },
        body,
        ...options,
      }),
    declare: (accountId, body, options) =>
      call({
        method: "POST",
        path: "/v1/isas/{accountId}/declaration",
        params: { accountId },
        body,
        ...options,
      }),
    transferOut: (accountId, body, options) =>
      call({
        method: "POST",
        path: "/v1/isas/{accountId}/transfer-outs",
        params: { accountId },
        body,
        ...options,
      }),
    rejectTransferOut: (accountId, options) =>
      call({
        method: "POST",
        path: "/v1/isas/{accountId}/transfer-outs/rejection",
        params: { accountId },
        body: {},
        ...options,
      }),
    transferIn: (accountId, body, options) =>
      call({
        method: "POST",
        path: "/v1/isas/{accountId}/transfer-in",
        params: { accountId },
        body,
        ...options,
      }),
    getTransferIn: (accountId, transferInId, options) =>
      call({
        method: "GET",
        path: "/v1/isas/{accountId}/transfer-in/{transferInId}",
        params: { accountId, transferInId },
        ...options,
      }),
    rejectTransferIn: (accountId, transferInId, options) =>
      call({
        method: "POST",
        path: "/v1/isas/{accountId}/transfer-in/{transferInId}/rejection",
        params: { accountId, transferInId },
        body: {},
        ...options,
      }),
    submitTransferHistory: (accountId, transferInId, body, options) =>
      call({
        method: "PUT",
        path: "/v1/isas/{accountId}/transfer-in/{transferInId}/transfer-history-form",
        params: { accountId, transferInId },
        body,
        ...options,
      }),
  };
}
