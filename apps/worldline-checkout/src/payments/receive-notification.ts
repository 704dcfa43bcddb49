import type { Delivery } from "@countersign/delivery";
import { parseNotification } from "@countersign/worldline";
import type { Database } from "better-sqlite3";
import type { MessageStore } from "../messages/message-store.js";
import { readNotification } from "../messages/read-notification.js";
import type { Order } from "../orders/order.js";
import type { OrderStore } from "../orders/order-store.js";
import type { Cashier } from "./cashier.js";
import { readDebtor } from "./read-debtor.js";

/** What a notification changes. */
export interface ReceiverSettings {
  readonly db: Database;
  readonly orders: OrderStore;
  readonly messages: MessageStore;
  readonly serviceCertificates: readonly string[];
  readonly ask: Cashier["ask"];
}

/**
 * Takes a notification out of the inbox: once, however often it is handed out.
 *
 * @returns a function that throws where no order has the payment, or not yet: it may come before the answer to the
 * request that made the payment.
 */
export function createReceiver({ db, orders, messages, serviceCertificates, ask }: ReceiverSettings) {
  return async ({ event, key }: Pick<Delivery<unknown>, "event" | "key">): Promise<void> => {
    const notification = parseNotification(event.body);
    // Debtor tokens are not asked for.
    if (notification.type !== "status") return;
    const { PaymentId, PaymentStatus, InitiatingPartyReferenceId } = notification.payload.CommonPaymentData;
    const order = orders.findByPayment(PaymentId) ?? refusedOrder(InitiatingPartyReferenceId);
    if (order === undefined) throw new Error(`No order has the payment ${PaymentId}.`);
    const message = await readNotification(event, order.id, serviceCertificates);
    // An acquirer that signs none: whoever knows the bearer token could have sent it. Worldline is asked instead.
    if (!message.isVerified) {
      if (messages.add(message, key)) await ask(order);
      return;
    }
    db.transaction(() => {
      const isNew = messages.add(message, key);
      if (order.paymentId === undefined) {
        orders.linkPayment(order.id, { paymentId: PaymentId, bankUrl: undefined });
      }
      if (isNew) orders.observe(order.id, "notification", PaymentStatus, readDebtor(notification.payload));
    })();
  };

  /** One that was taken for refused, and has a payment after all. */
  function refusedOrder(reference: string | undefined): Order | undefined {
    const order = orders.find(reference ?? "");
    return order?.status === "Refused" && order.paymentId === undefined ? order : undefined;
  }
}
