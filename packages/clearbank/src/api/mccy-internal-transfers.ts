import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { MccyInternalTransferRequest } from "./objects/mccy-transfer.js";

/**
 * Transfers between multi-currency accounts at ClearBank.
 *
 * @see ClearBank's interface file mccy-internal-transfers-v1
 */
export interface MccyInternalTransfers {
  /** Asks for a transfer. `POST /v1/mccy/internaltransfers` */
  create(
    body: MccyInternalTransferRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<undefined>>;
}

export function mccyInternalTransfers(call: Call): MccyInternalTransfers {
  return {
    create: (body, options) => call({ method: "POST", path: "/v1/mccy/internaltransfers", body, ...options }),
  };
}
