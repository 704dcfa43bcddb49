import { BearerTokenError, RequestTooLargeError, readRequestBody } from "@countersign/auth";
import { DigestError, SignatureError, untilAborted } from "@countersign/crypto-core";
import type { Acceptance, WebhookInbox } from "@countersign/delivery";
import { bearerCheck, type NotificationBearer } from "./bearer-check.js";
import { toInboxMessage } from "./inbox-message.js";
import { NotificationError } from "./notification-error.js";
import type { NotificationOutcome } from "./notification-outcome.js";
import { Refusal, refusalResponse } from "./refusal.js";
import { serviceKeys } from "./service-keys.js";
import { verifyNotification, type WorldlineNotification } from "./verify-notification.js";

/** How notifications are checked and kept. */
export interface WorldlineNotificationHandlerSettings {
  /** The Notification Bearer Token of the subscription: one of the four ways that the back office has. */
  readonly bearer: NotificationBearer;
  /** PEM certificates of the service, from the back office; several while one replaces another. */
  readonly serviceCertificates: readonly string[];
  /** Where notifications are kept until they are worked on: an inbox of `@countersign/delivery`. */
  readonly inbox: Pick<WebhookInbox, "accept">;
  /**
   * Takes notifications that have no signature, for an acquirer that does not sign, such as ABN AMRO. Whoever knows
   * the bearer token, a proxy's log included, can then tell us of payments that were never made: ask for the
   * payment's status before anything is given away. False by default; a signature that is there has to be right in
   * any case.
   */
  readonly unsafeAllowUnsigned?: boolean;
  /**
   * How long after its arrival a notification may still be answered with 204; 6000 by default. The service waits 8
   * seconds for the answer, and the way there and back takes time too.
   */
  readonly deadlineMs?: number;
  /** A longer body is refused; 256 KiB by default. */
  readonly maxBodyBytes?: number;
  /** Told of every request, for counting and logging; what it throws becomes a warning of the process. */
  readonly onOutcome?: (outcome: NotificationOutcome) => void;
  /** The system's clock by default; the service's certificates are checked against it. */
  readonly now?: () => Date;
}

/**
 * A handler for `POST …/notification/status` and `POST …/notification/debtorToken`, for any server that speaks Request
 * and Response: bearer token first, then Digest and Signature over the bytes received, then the inbox, and only then
 * 204. Anything else is answered with a status and no word ({@link NotificationRefusal}), and the service sends it
 * again for 25 minutes. A duplicate is answered with 204 too, and is delivered once. The deadline aborts the signal
 * that the inbox is given.
 *
 * TLS is the server's: the service calls https only, and looks at the server's certificate.
 *
 * @throws TypeError where a setting cannot be what it says; `CertificateError` where a certificate cannot be read.
 * @example
 * ```ts
 * const inbox = await openSqliteInbox({ file: "notifications.sqlite" });
 * const handle = createWorldlineNotificationHandler({
 *   bearer: [notificationToken],
 *   serviceCertificates: [serviceCertificate],
 *   inbox,
 * });
 * createServer({ cert, key }, toNodeHandler(handle)).listen(8443);
 * ```
 * @see Worldline, "Receiving signed requests and responses" and "Notification Bearer Tokens"
 */
export function createWorldlineNotificationHandler(
  settings: WorldlineNotificationHandlerSettings,
): (request: Request) => Promise<Response> {
  const { serviceCertificates, inbox, unsafeAllowUnsigned = false, onOutcome = () => {} } = settings;
  const { deadlineMs = 6000, maxBodyBytes = 256 * 1024, now = () => new Date() } = settings;
  for (const [name, value] of Object.entries({ deadlineMs, maxBodyBytes })) {
    if (!Number.isInteger(value) || value < 1) throw new TypeError(`${name} must be a whole number above 0.`);
  }
  if (serviceCertificates.length === 0 && !unsafeAllowUnsigned) {
    throw new TypeError("serviceCertificates must hold the service's certificate, from the back office.");
  }
  const assertBearer = bearerCheck(settings.bearer, now);
  const keys = serviceKeys(serviceCertificates);

  async function receive(request: Request, at: Date, signal: AbortSignal) {
    if (request.method !== "POST") throw new Refusal("method");
    await assertBearer(request.headers.get("authorization")).catch((error) => {
      throw new Refusal(error instanceof BearerTokenError ? "token" : "internal", error);
    });
    const rawBody = await readRequestBody(request, maxBodyBytes).catch((error) => {
      throw new Refusal(error instanceof RequestTooLargeError ? "too-large" : "malformed", error);
    });
    const checks = { now: at, isUnsignedAllowed: unsafeAllowUnsigned };
    const notification = await verifyNotification(rawBody, request.headers, keys, checks).catch((error) => {
      throw new Refusal(reasonOf(error), error);
    });
    const outcome = (await keep(notification, at, signal)) === "duplicate" ? "duplicate" : "accepted";
    return { outcome, notification } as const;
  }

  async function keep(
    notification: WorldlineNotification,
    at: Date,
    signal: AbortSignal,
  ): Promise<Acceptance> {
    const message = toInboxMessage(notification, at);
    try {
      return await inbox.accept(message, { signal });
    } catch (error) {
      throw new Refusal("inbox", error);
    }
  }

  return async (request) => {
    const arrivedAt = now();
    const durationMs = () => now().getTime() - arrivedAt.getTime();
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(tooSlow(deadlineMs)), deadlineMs);
    try {
      const received = await untilAborted(receive(request, arrivedAt, deadline.signal), deadline.signal);
      tell({ ...received, durationMs: durationMs() });
      return new Response(null, { status: 204 });
    } catch (error) {
      const { reason, cause } = error instanceof Refusal ? error : new Refusal("internal", error);
      tell({ outcome: "refused", reason, error: cause, durationMs: durationMs() });
      return refusalResponse(reason);
    } finally {
      clearTimeout(timer);
    }
  };

  // The notification is on disk by now: whoever counts must not undo that.
  function tell(outcome: NotificationOutcome): void {
    try {
      onOutcome(outcome);
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  }
}

function reasonOf(error: unknown): "signature" | "digest" | "malformed" | "certificate" | "internal" {
  if (error instanceof SignatureError) return "signature";
  if (error instanceof DigestError) return "digest";
  if (!(error instanceof NotificationError)) return "internal";
  return error.code === "ERR_NOTIFICATION_MALFORMED" ? "malformed" : "certificate";
}

function tooSlow(deadlineMs: number): Refusal {
  const message = `The notification could not be answered within ${deadlineMs} ms of its arrival.`;
  return new Refusal("deadline", new NotificationError("ERR_NOTIFICATION_DEADLINE", message));
}
