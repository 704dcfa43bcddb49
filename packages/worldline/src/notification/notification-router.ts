import type { Delivery, InboxHandler } from "@countersign/delivery";
import { NotificationError } from "./notification-error.js";
import {
  type DebtorTokenNotification,
  parseNotification,
  type StatusNotification,
  type WorldlineNotificationEvent,
} from "./notification-event.js";

/** Deals with an event. Resolves when it is done with; rejects where it is to be delivered again. */
export type NotificationEventHandler<Tx, Event = WorldlineNotificationEvent> = (
  event: Event,
  delivery: Delivery<Tx>,
) => void | Promise<void>;

/** Hands each notification of an inbox to the handler of its type. */
export interface NotificationRouter<Tx = unknown> {
  /** @throws TypeError where the type has a handler already. */
  on(type: "status", handle: NotificationEventHandler<Tx, StatusNotification>): NotificationRouter<Tx>;
  on(
    type: "debtorToken",
    handle: NotificationEventHandler<Tx, DebtorTokenNotification>,
  ): NotificationRouter<Tx>;
  /** Takes all other events: those without a handler, and those of unknown types. */
  otherwise(handle: NotificationEventHandler<Tx>): NotificationRouter<Tx>;
  /** For `inbox.process`. */
  readonly handle: InboxHandler<Tx>;
}

/**
 * Makes a router of notifications.
 *
 * An event that nobody handles is refused with `ERR_NOTIFICATION_UNHANDLED`, so that the inbox keeps it: it is tried
 * again and becomes a dead letter, to be replayed once there is a handler. Give an empty `otherwise` to have such
 * events dropped.
 *
 * Notifications of one payment come in the order of their arrival, which need not be the order in which things
 * happened: `mayFollow` tells which takes an order back.
 *
 * @typeParam Tx the transaction of the inbox: `MemoryTx`, or that of the engine.
 * @example
 * ```ts
 * const router = createNotificationRouter<SqliteTx>().on("status", async ({ payload }, { tx }) => {
 *   const { PaymentId, PaymentStatus } = payload.CommonPaymentData;
 *   const [order] = await inbox.query("SELECT status FROM orders WHERE payment = ?", [PaymentId]);
 *   if (!order) throw new Error(`there is no order with the payment ${PaymentId} yet`);
 *   if (!mayFollow(order.status as PaymentStatus, PaymentStatus)) return;
 *   tx.run("UPDATE orders SET status = ? WHERE payment = ?", [PaymentStatus, PaymentId]);
 * });
 * await inbox.process(router.handle);
 * ```
 */
export function createNotificationRouter<Tx = unknown>(): NotificationRouter<Tx> {
  const handlers = new Map<string, NotificationEventHandler<Tx, never>>();
  let fallback: NotificationEventHandler<Tx> = refuse;
  const router: NotificationRouter<Tx> = {
    on(type: string, handle: NotificationEventHandler<Tx, never>) {
      if (type !== "status" && type !== "debtorToken") {
        throw new TypeError(
          `No notification is of the type "${type}" here: what is unknown goes to otherwise.`,
        );
      }
      if (handlers.has(type))
        throw new TypeError(`Notifications of the type "${type}" have a handler already.`);
      handlers.set(type, handle);
      return router;
    },
    otherwise(handle) {
      fallback = handle;
      return router;
    },
    async handle(delivery) {
      const event = parseNotification(delivery.event.body);
      const handler = handlers.get(event.type) as NotificationEventHandler<Tx> | undefined;
      await (handler ?? fallback)(event, delivery);
    },
  };
  return router;
}

function refuse({ type }: WorldlineNotificationEvent): never {
  const message = `No handler takes notifications of the type ${type}: add one with on or otherwise, and replay the dead letter.`;
  throw new NotificationError("ERR_NOTIFICATION_UNHANDLED", message);
}
