import type { OutboxRequest } from "@countersign/delivery";
import { checkRequestId } from "../client/request-id.js";
import { toBytes } from "../client/signed-body.js";
import type { PaymentRequest } from "./request-facts.js";

/**
 * A payment as an outbox of `@countersign/delivery` keeps it: its id and its bytes, which are written once, now, and
 * are those of every sending.
 *
 * @param request.path from the base URL on; the method is POST.
 * @throws TypeError where ClearBank would not take the id, the path is none, or the body cannot be written without
 * loss.
 *
 * @example
 * ```ts
 * const outbox = await openSqliteOutbox({ file: "outbox.sqlite", windowMs: 23 * 60 * 60_000 });
 * await outbox.prepare(toOutboxRequest({ requestId: randomUUID(), path: "/v3/payments/fps", body: batch }));
 * ```
 * @see ClearBank, "5xx status codes"
 */
export function toOutboxRequest(request: PaymentRequest & { readonly path: string }): OutboxRequest {
  const { requestId, path, body } = request;
  const target = `POST ${path}`;
  readTarget(target);
  return { requestId: checkRequestId(requestId), target, body: toBytes(body) };
}

/** The path of a request's target. */
export function readTarget(target: string): string {
  const path = /^POST (\/[^\s{}]+)$/.exec(target)?.[1];
  if (path !== undefined) return path;
  throw new TypeError('the path must begin with a slash and have no spaces or braces, as "/v3/payments/fps"');
}
