import { errorText } from "@countersign/service";
import type { WorldlineMessage } from "@countersign/worldline";
import type { OrderStore } from "../orders/order-store.js";
import type { MessageStore } from "./message-store.js";

/** Where messages are written down. */
export interface ExchangeRecorderSettings {
  readonly orders: Pick<OrderStore, "find" | "findByPayment">;
  readonly messages: Pick<MessageStore, "add">;
}

/** Writes down what the client sends and receives about a payment, a repeated request too. */
export function createExchangeRecorder({ orders, messages }: ExchangeRecorderSettings) {
  return (message: WorldlineMessage): void => {
    const orderId = orderOf(message, orders);
    if (orderId === undefined) return;
    const { at, direction, method, url, status, body, signature, signatureBase, verification } = message;
    const path = new URL(url).pathname.replace(/^.*\/pis\/v3/, "");
    messages.add({
      orderId,
      at,
      direction: direction === "request" ? "sent" : "received",
      title: `${status === undefined ? "" : `${status} to `}${method} ${path}`,
      signed: signatureBase,
      header: signature === undefined ? undefined : `Signature: ${signature}`,
      isVerified: verification === "signed" || verification === "verified",
      verdict: verdictOf(message),
      body: new TextDecoder().decode(body),
    });
  };
}

function verdictOf({ verification, usedFallback, error }: WorldlineMessage): string {
  switch (verification) {
    case "signed":
      return "Signed with our key.";
    case "verified":
      return usedFallback
        ? "Digest and signature verified, over the service's three headers and not over those that it lists."
        : "Digest and signature verified with the service's certificate.";
    case "unsigned":
      return "Not signed.";
    case "refused":
      return `Refused. ${errorText(error)}`;
  }
}

/** A payment is made with the order's id as X-Request-ID, and asked after by its own id or by our reference. */
function orderOf(
  { url, requestId }: WorldlineMessage,
  orders: ExchangeRecorderSettings["orders"],
): string | undefined {
  const [, id] = /\/payments\/([^/]+)\/status$/.exec(new URL(url).pathname) ?? [];
  if (id === undefined) return orders.find(requestId)?.id;
  const paymentId = decodeURIComponent(id);
  return (orders.findByPayment(paymentId) ?? orders.find(paymentId.replace(/^ref/, "")))?.id;
}
