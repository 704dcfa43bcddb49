import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { MccyCloseQuery } from "./objects/mccy-account.js";
import type {
  CreateMccyVirtualAccountRequest,
  MccyVirtualAccount,
  UpdateMccyVirtualAccountRequest,
  UpdateMccyVirtualAccountStatusRequest,
} from "./objects/mccy-virtual-account.js";

/**
 * Virtual accounts of multi-currency accounts.
 *
 * @see ClearBank's interface file mccy-accounts-v1
 */
export interface MccyVirtualAccounts {
  /** One virtual account. `GET /mccy/v1/VirtualAccounts/{virtualAccountId}` */
  get(
    virtualAccountId: string,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<MccyVirtualAccount>>;
  /** Makes a virtual account. `POST /mccy/v1/VirtualAccounts` */
  create(
    body: CreateMccyVirtualAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<MccyVirtualAccount>>;
  /** Changes the owner. `PATCH /mccy/v1/VirtualAccounts/{virtualAccountId}` */
  update(
    virtualAccountId: string,
    body: UpdateMccyVirtualAccountRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<MccyVirtualAccount>>;
  /**
   * Suspends a virtual account, or makes it active again.
   *
   * `PATCH /mccy/v1/VirtualAccounts/{virtualAccountId}/status`
   */
  updateStatus(
    virtualAccountId: string,
    body: UpdateMccyVirtualAccountStatusRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<MccyVirtualAccount>>;
  /** Closes a virtual account, for good. `DELETE /mccy/v1/VirtualAccounts/{virtualAccountId}` */
  close(
    virtualAccountId: string,
    query?: MccyCloseQuery,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<undefined>>;
}

export function mccyVirtualAccounts(call: Call): MccyVirtualAccounts {
  return {
    get: (virtualAccountId, options) =>
      call({
        method: "GET",
        path: "/mccy/v1/VirtualAccounts/{virtualAccountId}",
        params: { virtualAccountId },
        ...options,
      }),
    create: (body, options) => call({ method: "POST", path: "/mccy/v1/VirtualAccounts", body, ...options }),
    update: (virtualAccountId, body, options) =>
      call({
        method: "PATCH",
        path: "/mccy/v1/VirtualAccounts/{virtualAccountId}",
        params: { virtualAccountId },
        body,
        ...options,
      }),
    updateStatus: (virtualAccountId, body, options) =>
      call({
        method: "PATCH",
        path: "/mccy/v1/VirtualAccounts/{virtualAccountId}/status",
        params: { virtualAccountId },
        body,
        ...options,
      }),
    close: (virtualAccountId, query, options) =>
      call({
        method: "DELETE",
        path: "/mccy/v1/VirtualAccounts/{virtualAccountId}",
        params: { virtualAccountId },
        query: { ...query },
        ...options,
      }),
  };
}
