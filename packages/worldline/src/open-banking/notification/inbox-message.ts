import type { InboxMessage } from "@countersign/delivery";
import type { StatusNotification } from "./notification-handler.js";

/**
 * A notification as an inbox of `@countersign/delivery` takes it: one message for each status of a payment, and
 * those of one payment in the order in which they came.
 *
 * @example
 * ```ts
 * const handle = await createNotificationHandler({
 *   bearerTokens,
 *   serviceCertificates,
 *   accept: async (notification) => void (await inbox.accept(toInboxMessage(notification, new Date()))),
 * });
 * ```
 */
export function toInboxMessage(
  { payment, rawBody, requestId, messageCreateDateTime }: StatusNotification,
  receivedAt: Date,
): InboxMessage {
  const { PaymentId, PaymentStatus } = payment.CommonPaymentData;
  return {
    source: "worldline",
    type: "status",
    version: "3",
    key: `${PaymentId} ${PaymentStatus}`,
    partitionKey: PaymentId,
    body: rawBody,
    headers: { "x-request-id": requestId, messagecreatedatetime: messageCreateDateTime },
    receivedAt,
  };
}
