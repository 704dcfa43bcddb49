import type { Call, ClearBankRequestOptions, ClearBankResponse } from "../client/call.js";

/**
 * The test endpoints: do authentication and signature work?
 *
 * @see ClearBank, "Use endpoints"
 */
export interface TestEndpoints {
  /** Whether the token is good. `GET /v1/Test` */
  get(options?: ClearBankRequestOptions): Promise<ClearBankResponse>;
  /** ClearBank answers with the body, and sends an FITestEvent webhook. `POST /v1/Test` */
  post(body: unknown, options?: ClearBankRequestOptions): Promise<ClearBankResponse>;
}

export function testEndpoints(call: Call): TestEndpoints {
  return {
    get: (options) => call({ method: "GET", path: "/v1/Test", ...options }),
    post: (body, options) => call({ method: "POST", path: "/v1/Test", body, ...options }),
  };
}
