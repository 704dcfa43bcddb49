import { encodeBase64, sha256 } from "@countersign/crypto-core";
import type { InboxMessage } from "@countersign/delivery";
import type { WorldlineNotificationEvent } from "./notification-event.js";
import type { NotificationEnvelope, WorldlineNotification } from "./verify-notification.js";

/**
 * A notification as an inbox of `@countersign/delivery` takes it: one message for each status of a payment, and one for
 * each debtor token; what is about one payment is delivered in the order of its arrival. A debtor token stands in the
 * key as its hash, since keys are written to logs. The signature and what it covers are kept as headers, as proof.
 *
 * @example
 * ```ts
 * const { key } = toInboxMessage(notification, new Date()); // "status 141110 Expired"
 * ```
 */
export function toInboxMessage(notification: WorldlineNotification, receivedAt: Date): InboxMessage {
  const { type, rawBody } = notification;
  const paymentId = paymentIdOf(notification);
  return {
    source: "worldline",
    type,
    version: "3",
    key: keyOf(notification),
    ...(paymentId && { partitionKey: paymentId }),
    body: rawBody,
    headers: headersOf(notification),
    receivedAt,
  };
}

function keyOf(notification: WorldlineNotification): string {
  const { type, payload } = notification;
  if (type === "status") {
    const { PaymentId, PaymentStatus } = payload.CommonPaymentData;
    return `status ${PaymentId} ${PaymentStatus}`;
  }
  const content = type === "debtorToken" ? payload.DebtorToken : notification.rawBody;
  return `${type} ${encodeBase64(sha256(content))}`;
}

function paymentIdOf({ type, payload }: WorldlineNotificationEvent): string | undefined {
  if (type === "status") return payload.CommonPaymentData.PaymentId;
  const id = type === "debtorToken" ? payload.PaymentId : undefined;
  return typeof id === "string" ? id : undefined;
}

function headersOf({
  requestId,
  messageCreateDateTime,
  signature,
}: NotificationEnvelope): Record<string, string> {
  const digest = /^digest: (.*)$/m.exec(signature?.signatureBase ?? "")?.[1];
  const headers = {
    "x-request-id": requestId,
    messagecreatedatetime: messageCreateDateTime,
    digest,
    signature: signature?.header,
  };
  return Object.fromEntries(
    Object.entries(headers).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
