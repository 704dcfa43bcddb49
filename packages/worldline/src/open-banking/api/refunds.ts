import type { WorldlineRequestOptions, WorldlineResponse } from "../client/call.js";
import type { ConfirmationRequest } from "../objects/authorisation.js";
import type {
  RefundConfirmationResponse,
  RefundInitiationRequest,
  RefundInitiationResponse,
  RefundStatusResponse,
} from "../objects/refund.js";
import type { OperationCall } from "./operation-call.js";
import type { StatusOptions } from "./payments.js";

/** Refunds of PSD2 payments; iDEAL documents none. They are switched on by tenant (code 153 where they are not). */
export interface RefundsApi {
  /**
   * Pays back. It is sent once: after a timeout ask for the payment, or a person, before you send another.
   *
   * @see {@link RefundInitiationRequest} for where this differs from the interface file
   */
  create(
    refund: RefundInitiationRequest,
    options?: StatusOptions,
  ): Promise<WorldlineResponse<RefundInitiationResponse>>;
  /** What became of a refund. */
  status(refundId: string, options?: StatusOptions): Promise<WorldlineResponse<RefundStatusResponse>>;
  /** Confirms a refund, where its bank waits for that. */
  confirm(
    refundId: string,
    body?: ConfirmationRequest,
    options?: WorldlineRequestOptions,
  ): Promise<WorldlineResponse<RefundConfirmationResponse>>;
}

export function createRefundsApi(operate: OperationCall): RefundsApi {
  return {
    create: (body, { confirm, ...options } = {}) =>
      operate("refundInitiate", { ...options, body, query: { confirm } }),
    status: (refundId, { confirm, ...options } = {}) =>
      operate("refundStatus", { ...options, params: { refundId }, query: { confirm } }),
    confirm: (refundId, body = {}, options = {}) =>
      operate("refundConfirmation", { ...options, params: { refundId }, body }),
  };
}
