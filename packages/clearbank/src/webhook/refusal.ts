import type { WebhookRefusal } from "./webhook-outcome.js";

/** Carries the reason of a refusal, and the error behind it, out of the middle of a webhook's reception. */
export class Refusal extends Error {
  readonly reason: WebhookRefusal;

  constructor(reason: WebhookRefusal, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

const statuses: Readonly<Record<WebhookRefusal, number>> = {
  method: 405,
  address: 403,
  "too-large": 413,
  signature: 401,
  malformed: 400,
  inbox: 503,
  deadline: 503,
  internal: 500,
};

/** The answer says no more than whose fault it was: the caller may be anybody. */
export function refusalResponse(reason: WebhookRefusal): Response {
  return new Response(null, {
    status: statuses[reason],
    headers: reason === "method" ? { allow: "POST" } : {},
  });
}
