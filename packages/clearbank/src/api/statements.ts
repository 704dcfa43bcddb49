import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";
import type { StatementRequest } from "./objects/statement.js";

/**
 * Statements of accounts in pounds, as camt.053 documents.
 *
 * @see ClearBank's interface file camt053-statement-request-v1
 */
export interface Statements {
  /**
   * Asks for a statement; the webhook Statements.ReadyForDownload says when it is there.
   *
   * `POST /v1/statementrequests`
   */
  request(body: StatementRequest, options?: ClearBankRequestOptions): Promise<ClearBankResponse<undefined>>;
  /**
   * A page of a statement, as the text of its XML. `GET /v1/statements/{messageId}`
   *
   * @param messageId MessageId of the webhook.
   * @param query the page.
   */
  get(
    messageId: string,
    query: {
      /** From 1 to TotalPages of the webhook. */
      readonly pageNumber: number;
    },
    options?: ClearBankRequestOptions,
  ): Promise<ClearBankResponse<string>>;
}

export function statements(call: Call): Statements {
  return {
    request: (body, options) => call({ method: "POST", path: "/v1/statementrequests", body, ...options }),
    get: (messageId, query, options) =>
      call({
        method: "GET",
        path: "/v1/statements/{messageId}",
        params: { messageId },
        query,
        answer: "text",
        ...options,
      }),
  };
}
