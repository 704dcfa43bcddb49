import type { NotificationRefusal } from "./notification-outcome.js";

/** Carries the reason of a refusal, and the error behind it, out of the middle of a notification's reception. */
export class Refusal extends Error {
  readonly reason: NotificationRefusal;

  constructor(reason: NotificationRefusal, cause?: unknown) {
    super(reason, { cause });
    this.reason = reason;
  }
}

const statuses: Readonly<Record<NotificationRefusal, number>> = {
  method: 405,
  token: 401,
  "too-large": 413,
  signature: 403,
  digest: 400,
  certificate: 503,
  malformed: 400,
  inbox: 503,
  deadline: 503,
  internal: 500,
};

const headers: Readonly<Partial<Record<NotificationRefusal, Record<string, string>>>> = {
  method: { allow: "POST" },
  token: { "www-authenticate": "Bearer" },
};

/** The answer says no more than its status: the caller may be anybody. */
export function refusalResponse(reason: NotificationRefusal): Response {
  return new Response(null, { status: statuses[reason], headers: headers[reason] ?? {} });
}
