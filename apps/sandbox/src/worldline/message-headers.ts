import type { Exchange } from "../wire/exchange.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { parseIsoDateTime } from "./date-formats.js";
import * as rules from "./message-rules.js";

/** Checks the two headers that every message has. @returns the X-Request-ID */
export function requireMessageHeaders(exchange: Exchange): string {
  const requestId = exchange.header("x-request-id") ?? "";
  if (requestId.length < 1 || requestId.length > 36) {
    throw new Refusal(
      rules.messageHeader,
      `Header X-Request-ID: expected 1 to 36 characters, got ${requestId.length}.`,
    );
  }
  const created = exchange.header("messagecreatedatetime") ?? "";
  if (parseIsoDateTime(created) === undefined) {
    throw new Refusal(
      rules.messageHeader,
      `Header MessageCreateDateTime: expected ISO 8601 with a zone, got ${quoted(created)}.`,
    );
  }
  return requestId;
}

export function requireJson(exchange: Exchange): void {
  if (exchange.mediaType === "application/json") return;
  const got = quoted(exchange.mediaType);
  throw new Refusal(rules.messageContentType, `Expected Content-Type application/json, got ${got}.`);
}
