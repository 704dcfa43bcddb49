import { parseWireJson } from "../open-banking/json/wire-json.js";
import type { PaymentDetailedInformation } from "../open-banking/payment.js";
import { NotificationError } from "./notification-error.js";

/** What `POST …/notification/debtorToken` says: the payer may be recognised by this token from now on. */
export interface DebtorTokenInformation {
  /** Ours, as we gave it with the payment. */
  readonly PsuId?: string;
  /** The payment with which the payer was to be remembered, by the service's id. */
  readonly PaymentId?: string;
  /** Made for iDEAL payments; the service keeps it and finds it again by `PsuId`. */
  readonly DebtorToken: string;
}

/** The status of a payment has changed. */
export interface StatusNotification {
  /** By the body, which is signed, and not by the path, which is not. */
  readonly type: "status";
  /** As `payments.status` answers it. */
  readonly payload: PaymentDetailedInformation;
}

/** There is a token for the payer, whom we asked the service to remember. */
export interface DebtorTokenNotification {
  /** Likewise. */
  readonly type: "debtorToken";
  /** Whose token, and which. */
  readonly payload: DebtorTokenInformation;
}

/** A notification that this package does not know, such as that of a consent (AIS). */
export interface UnknownNotification {
  /** It has neither a payment's status nor a token. */
  readonly type: "unknown";
  /** The whole body. */
  readonly payload: Readonly<Record<string, unknown>>;
}

/**
 * What a notification tells, in the wire's spelling. Ask `type` first. The payload is typed by the interface file and
 * is not checked against it, beyond the members by which the type is known.
 */
export type WorldlineNotificationEvent = StatusNotification | DebtorTokenNotification | UnknownNotification;

/**
 * Reads the event out of a notification's body, such as an inbox has kept it. It verifies nothing.
 *
 * The body alone decides on the type, and not the path that it was sent to: the service signs the one and not the
 * other.
 *
 * @throws {@link NotificationError} `ERR_NOTIFICATION_MALFORMED` where it is no JSON object in UTF-8.
 * @example
 * ```ts
 * const event = parseNotification(message.body);
 * if (event.type === "status") console.log(event.payload.CommonPaymentData.PaymentStatus); // "SettlementCompleted"
 * ```
 */
export function parseNotification(rawBody: Uint8Array): WorldlineNotificationEvent {
  const payload = readObject(rawBody);
  const payment = payload.CommonPaymentData;
  if (isObject(payment) && isText(payment.PaymentId) && isText(payment.PaymentStatus)) {
    return { type: "status", payload: payload as unknown as PaymentDetailedInformation };
  }
  if (isText(payload.DebtorToken)) {
    return { type: "debtorToken", payload: payload as unknown as DebtorTokenInformation };
  }
  return { type: "unknown", payload };
}

function readObject(rawBody: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = parseWireJson(new TextDecoder("utf-8", { fatal: true }).decode(rawBody));
  } catch {
    // The parser's own error quotes the body, which may be personal data: it is not kept as the cause.
  }
  if (isObject(value)) return value;
  throw new NotificationError(
    "ERR_NOTIFICATION_MALFORMED",
    "The notification's body is no JSON object in UTF-8.",
  );
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isText(value: unknown): value is string {
  return typeof value === "string" && value !== "";
}
