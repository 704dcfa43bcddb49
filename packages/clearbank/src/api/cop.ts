import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type {
  CopOptRequest,
  CopOptResponse,
  NameVerificationRequest,
  NameVerificationResponse,
  SrdValidationRequest,
  SrdValidationResponse,
} from "./objects/cop.js";

/**
 * Confirmation of Payee: is this the name of that account?
 *
 * @see ClearBank's interface files cop-outbound-v1 and cop-accounts-v1
 */
export interface Cop {
  /**
   * Asks the bank of an account whether a name is its holder's.
   *
   * `POST /open-banking/outbound/v1/name-verification`
   */
  verifyName(
    body: NameVerificationRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<NameVerificationResponse>>;
  /**
   * Whether a verification there needs secondary reference data.
   *
   * `POST /open-banking/outbound/v1/srd/validate`
   */
  validateSrd(
    body: SrdValidationRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<SrdValidationResponse>>;
  /**
   * Opts an account out of answering, or in again; in again has no content (204).
   *
   * `PUT /v1/Cop/opt/accounts/{accountId}`
   */
  optAccount(
    accountId: string,
    body: CopOptRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<CopOptResponse | undefined>>;
  /**
   * Opts a virtual account out of answering, or in again; in again has no content (204).
   *
   * `PUT /v1/Cop/opt/accounts/{accountId}/virtual/{virtualAccountId}`
   */
  optVirtualAccount(
    accountId: string,
    virtualAccountId: string,
    body: CopOptRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<CopOptResponse | undefined>>;
}

export function cop(call: Call): Cop {
  return {
    verifyName: (body, options) =>
      call({ method: "POST", path: "/open-banking/outbound/v1/name-verification", body, ...options }),
    validateSrd: (body, options) =>
      call({ method: "POST", path: "/open-banking/outbound/v1/srd/validate", body, ...options }),
    optAccount: (accountId, body, options) =>
      call({
        method: "PUT",
        path: "/v1/Cop/opt/accounts/{accountId}",
        params: { accountId },
        body,
        ...options,
      }),
    optVirtualAccount: (accountId, virtualAccountId, body, options) =>
      call({
        method: "PUT",
        path: "/v1/Cop/opt/accounts/{accountId}/virtual/{virtualAccountId}",
        params: { accountId, virtualAccountId },
        body,
        ...options,
      }),
  };
}
