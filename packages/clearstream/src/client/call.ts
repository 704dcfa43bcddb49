/** What a call may say besides what it asks for. */
export interface ClearstreamRequestOptions {
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it is, instead of `json`; give its Content-Type among the headers. */
  readonly body?: string | Uint8Array<ArrayBuffer>;
  /** More headers; Authorization is the client's own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** The scopes that this call's token has, `allow` added; by default those of the client. */
  readonly scope?: readonly string[];
  /**
   * Whether the call may be sent again after a lost connection, a timeout or a passing status. By default a GET
   * and a HEAD may, and nothing else: give `true` where doing it twice does no harm.
   */
  readonly retry?: boolean;
  /** Ends the call. Whether Clearstream got the request is then unknown. */
  readonly signal?: AbortSignal;
}

/** An answer of Clearstream's. */
export interface ClearstreamResponse<T = unknown> {
  /** The HTTP status, from 200 to 299: all others are thrown. */
  readonly status: number;
  /** As they came. */
  readonly headers: Headers;
  /** The parsed body; undefined where there is none. */
  readonly data: T;
}

/** Makes a call: APIs are functions over this one. */
export type Call = <T = unknown>(
  method: string,
  path: string,
  options?: ClearstreamRequestOptions,
) => Promise<ClearstreamResponse<T>>;
