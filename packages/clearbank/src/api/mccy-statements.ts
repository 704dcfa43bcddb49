import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { MccyStatementRequest } from "./objects/mccy-statement.js";

/**
 * Statements of multi-currency accounts, by month and currency.
 *
 * @see ClearBank's interface file mccy-statements-v1
 */
export interface MccyStatements {
  /** Asks for a statement of all accounts. `POST /mccy/v1/StatementRequests` */
  request(
    body: MccyStatementRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<undefined>>;
  /** Asks for a statement of one account. `POST /mccy/v1/StatementRequests/account/{iban}` */
  requestForAccount(
    iban: string,
    body: MccyStatementRequest,
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<undefined>>;
}

export function mccyStatements(call: Call): MccyStatements {
  return {
    request: (body, options) =>
      call({ method: "POST", path: "/mccy/v1/StatementRequests", body, ...options }),
    requestForAccount: (iban, body, options) =>
      call({
        method: "POST",
        path: "/mccy/v1/StatementRequests/account/{iban}",
        params: { iban },
        body,
        ...options,
      }),
  };
}
