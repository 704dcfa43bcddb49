import type { Attempt, AttemptAnswer, AttemptError, AttemptResult } from "./attempt.js";
import type { RecordedExchange } from "./recorded-exchange.js";
import type { RedactedHeaders } from "./redact-headers.js";

/** An HTTP Archive. */
export interface Har {
  /** As the format has it, version 1.2. */
  readonly log: {
    /** Of the format. */
    readonly version: "1.2";
    /** What wrote it. */
    readonly creator: {
      /** `countersign`. */
      readonly name: string;
      /** Empty: no reader asks for it. */
      readonly version: string;
    };
    /** An attempt each, from the oldest to the newest. */
    readonly entries: readonly object[];
  };
}

/** The exchanges that have ended as an HTTP Archive, version 1.2. */
export function toHar(exchanges: readonly RecordedExchange[]): Har {
  return {
    log: {
      version: "1.2",
      // A member that must be there; which release it was makes no difference to a reader.
      creator: { name: "countersign", version: "" },
      entries: exchanges.flatMap(({ attempt, result }) => (result ? [entry(attempt, result)] : [])),
    },
  };
}

function entry(attempt: Attempt, result: AttemptResult): object {
  return {
    startedDateTime: attempt.startedAt.toISOString(),
    time: result.durationMs,
    request: request(attempt),
    response: "answer" in result ? response(result.answer) : noResponse(result.error),
    cache: {},
    // Only the whole is measured.
    timings: { send: 0, wait: result.durationMs, receive: 0 },
    ...(attempt.number > 1 && { comment: `Attempt ${attempt.number}` }),
  };
}

function request({ method, url, headers, body, bodySize }: Attempt): object {
  return {
    method,
    url,
    ...commonParts(headers, bodySize),
    queryString: Array.from(new URL(url).searchParams, ([name, value]) => ({ name, value })),
    ...(body !== undefined && { postData: { mimeType: headerValue(headers, "content-type"), text: body } }),
  };
}

function response({ status, statusText, headers, body, bodySize }: AttemptAnswer): object {
  return {
    status,
    statusText,
    // What it was before decompression is not known.
    ...commonParts(headers, -1),
    content: {
      size: bodySize,
      mimeType: headerValue(headers, "content-type"),
      ...(body !== undefined && { text: body }),
    },
    redirectURL: headerValue(headers, "location"),
  };
}

/** What browsers write of a request that failed. */
function noResponse({ code, message }: AttemptError): object {
  return {
    status: 0,
    statusText: "",
    ...commonParts([], -1),
    content: { size: 0, mimeType: "" },
    redirectURL: "",
    comment: `${code}: ${message}`,
    _error: code,
  };
}

/** Cookies are masked, and stand among the headers. */
function commonParts(headers: RedactedHeaders, bodySize: number): object {
  return {
    httpVersion: "HTTP/1.1",
    cookies: [],
    headers: headers.map(([name, value]) => ({ name, value })),
    headersSize: -1,
    bodySize,
  };
}

function headerValue(headers: RedactedHeaders, wanted: string): string {
  return headers.find(([name]) => name === wanted)?.[1] ?? "";
}
