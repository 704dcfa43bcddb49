/**
 * A request that was sent or an answer that was received, as proof and for the search for mistakes. It holds personal
 * data; no token.
 */
export interface WorldlineMessage {
  /** `request`: ours. `answer`: the service's. */
  readonly direction: "request" | "answer";
  /** When it left, or had come whole, by the client's clock. */
  readonly at: Date;
  /** Of the request; an answer has that of what it answers. */
  readonly method: string;
  /** Without query. */
  readonly url: string;
  /** Of an answer. */
  readonly status: number | undefined;
  /** Our X-Request-ID, which joins a request and its answer. */
  readonly requestId: string;
  /** The bytes as they were sent or received; empty where there were none. */
  readonly body: Uint8Array;
  /** The headers that can be covered, as they stood on the wire. */
  readonly headers: Readonly<Record<string, string>>;
  /** `signed`: by us. `refused`: a signature that is not right, see `error`. */
  readonly verification: "signed" | "verified" | "unsigned" | "refused";
  /** The string that was signed, where there is a signature that is right. */
  readonly signatureBase: string | undefined;
  /** The Signature header. */
  readonly signature: string | undefined;
  /** Whether the service's signature verified only over its fixed three headers, not over those that it listed. */
  readonly usedFallback: boolean;
  /** Why a signature was refused. */
  readonly error?: unknown;
}

/** The headers of a message that are kept. */
export function keptHeaders(headers: Headers): Readonly<Record<string, string>> {
  const kept = ["digest", "signature", "x-request-id", "messagecreatedatetime", "content-type"];
  return Object.fromEntries(
    kept.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? ""]] : [])),
  );
}
