/** What a call may say besides what it asks for. */
export interface ClearBankRequestOptions {
  /**
   * X-Request-Id, 1 to 83 visible ASCII characters. Give your own to be able to repeat the request after a restart.
   * A GET has none, save in the EU.
   */
  readonly requestId?: string;
  /** Ends the call. Whether ClearBank got the request is then unknown. */
  readonly signal?: AbortSignal;
  /**
   * Whether this request carries a DigitalSignature; `whenBody` by default, or what `signBodyless` of the client
   * says. `always` signs an empty body too. In the EU a GET or a DELETE is signed otherwise, unless this is `never`.
   */
  readonly sign?: "whenBody" | "always" | "never";
}

/** What can be put into a path or a query: text and numbers as they are, `undefined` left out. */
export type ClearBankParameters = Readonly<Record<string, string | number | boolean | Date | undefined>>;

/** One call of the API. */
export interface ClearBankCall extends ClearBankRequestOptions {
  /** In capitals, as on the wire. */
  readonly method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** From the base URL on, with the names of parameters in braces: `/v3/Accounts/{accountId}`. */
  readonly path: string;
  /** The values for the braces of the path; each is percent-encoded. */
  readonly params?: ClearBankParameters | undefined;
  /** What stands behind the question mark; each value is percent-encoded. */
  readonly query?: ClearBankParameters | undefined;
  /**
   * A value, which is written as JSON once, with amounts from text to numbers of the same digits, or ready bytes. Those
   * bytes are signed and sent.
   */
  readonly body?: unknown;
  /** What the answer is: JSON by default; `text` for camt.053 documents. */
  readonly answer?: "json" | "text";
}

/** An answer of ClearBank's, with the ids by which support finds it. */
export interface ClearBankResponse<T = unknown> {
  /** The HTTP status, from 200 to 299: all others are thrown. */
  readonly status: number;
  /** The body: parsed, with amounts as text, or its text where `answer` says so; undefined where it is empty. */
  readonly data: T;
  /** ClearBank's X-Correlation-Id. */
  readonly correlationId: string | undefined;
  /** Our X-Request-Id; a GET has none, save in the EU. */
  readonly requestId: string | undefined;
  /**
   * The path and query of one of the answer's HAL links, for `request`: the host that the link names plays no part.
   * Variables fill in the link's template.
   *
   * @throws TypeError where the answer has no such link, or a variable is missing.
   */
  readonly link: (name: string, variables?: ClearBankParameters) => string;
}

/** Makes a call: resources are functions over this one. */
export type Call = <T>(call: ClearBankCall) => Promise<ClearBankResponse<T>>;
