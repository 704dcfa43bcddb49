/** A request that moves money, or must otherwise happen once. */
export interface OutboxRequest {
  /** By which the institution recognises it when it is sent again: visible ASCII, up to 255 characters. */
  readonly requestId: string;
  /** Where it goes, in words that `send` understands, such as `POST /v3/payments/fps`. */
  readonly target: string;
  /** The bytes of its body, as they are sent each time. */
  readonly body: Uint8Array;
  /** Headers that must be the same each time. They are stored as they are: leave out credentials. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A request as an engine stores it. */
export interface RequestRecord {
  readonly requestId: string;
  /** Everything but the body, as JSON in UTF-8: equal bytes for equal requests. */
  readonly envelope: Uint8Array;
  readonly body: Uint8Array;
}

/** @throws TypeError where a request is not one. */
export function toRequestRecord({ requestId, target, body, headers = {} }: OutboxRequest): RequestRecord {
  if (typeof requestId !== "string" || !/^[\x21-\x7e]{1,255}$/.test(requestId)) {
    throw new TypeError("The request's requestId must be 1 to 255 visible ASCII characters.");
  }
  if (typeof target !== "string") throw new TypeError("The request's target must be text.");
  if (!(body instanceof Uint8Array)) {
    throw new TypeError("The request's body must be the bytes that are sent, as a Uint8Array.");
  }
  const sorted = Object.fromEntries(Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1)));
  return { requestId, envelope: Buffer.from(JSON.stringify({ target, headers: sorted })), body };
}

export function fromRequestRecord({ requestId, envelope, body }: RequestRecord): Required<OutboxRequest> {
  const { target, headers } = JSON.parse(Buffer.from(envelope).toString("utf8"));
  return { requestId, target, headers, body };
}
