import type { WorldlineRequestOptions, WorldlineResponse } from "../client/call.js";
import type { PsuBankPreferences } from "../payment.js";
import type { OperationCall } from "./operation-call.js";

/** What payers used before. */
export interface PreferencesApi {
  /**
   * Bank and account that a payer used before; iDEAL only. The headers `AspspId` and `InitiatingPartySubId` narrow it.
   *
   * @param psuId our id of the payer, as sent in the header `PsuId` of a payment.
   * @see Worldline, open-banking-pis 3.6.0, getAllPsuBanksWithAccounts
   */
  get(psuId: string, options?: WorldlineRequestOptions): Promise<WorldlineResponse<PsuBankPreferences>>;
}

/** @param hasTrailingSlash whether the path ends as in the interface file, which no published signature does. */
export function createPreferencesApi(operate: OperationCall, hasTrailingSlash: boolean): PreferencesApi {
  return {
    get: (Psuid, options = {}) =>
      operate("getAllPsuBanksWithAccounts", { ...options, params: { Psuid } }, { hasTrailingSlash }),
  };
}
