import type { ApiErrorContext } from "@countersign/auth";
import type { RefusalReasons } from "./read-refusal.js";

/** What each status means at ClearBank, where the answer itself does not say. */
const meanings: Readonly<Record<number, string>> = {
  400: "something in the request is wrong",
  401: "the API token was not accepted: is it whole, and of this environment?",
  403: "the API token is unknown, expired or not allowed to do this",
  404: "there is no such resource, or no such path",
  405: "the path does not take this method",
  406: "the answer cannot be given in the form that was asked for",
  409: "what was asked for does not fit the present state of the resource",
  410: "this is no longer there: has the version of the endpoint been withdrawn?",
  415: "the body is not of a type that the endpoint takes",
  422: "the request was understood, and cannot be carried out as it is",
  423: "the resource is locked by another request: ask again later",
  424: "another institution that had to be asked did not answer as it should",
  429: "too many requests: wait and send again",
  503: "unavailable: send again with the same X-Request-Id and body",
};

function meaningOf(status: number): string {
  if (status >= 300 && status < 400) return "a redirect, which is never followed";
  const fallback =
    status >= 500
      ? "an internal error: send again with the same X-Request-Id and body"
      : "no reason was given";
  return meanings[status] ?? fallback;
}

/**
 * What happened, in one line: ClearBank's words where there are some, the names of fields without their verdicts, and
 * both ids. Verdicts may quote what was sent.
 *
 * @param meaning what an answer without words means.
 */
export function describeRefusal(
  { method, url, status, requestId, correlationId }: ApiErrorContext,
  { title, detail, fieldErrors, items, errorCode }: RefusalReasons,
  meaning: string = meaningOf(status),
): string {
  const fields = Object.keys(fieldErrors).filter(Boolean);
  const codes = new Set([errorCode, ...items.map(({ code }) => code)].filter((code) => code !== undefined));
  const words = [
    title,
    detail,
    fields.length > 0 && `see fieldErrors of ${fields.join(", ")}`,
    codes.size > 0 && [...codes].join(", "),
  ];
  const said = words.filter(Boolean).join(": ").replace(/\s+/g, " ") || meaning;
  const ids = [
    requestId && `X-Request-Id ${requestId}`,
    correlationId && `X-Correlation-Id ${correlationId}`,
  ];
  const named = ids.filter(Boolean).join(", ");
  return `ClearBank answered ${status} to ${method} ${url}: ${shorten(said)}${named && ` (${named})`}`;
}

function shorten(text: string): string {
  return text.length > 500 ? `${text.slice(0, 499)}…` : text;
}
