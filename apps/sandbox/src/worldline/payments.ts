import { addMs } from "../calendar.js";
import type { SandboxContext } from "../context.js";
import { later } from "../timers.js";
import type { Notifications } from "./notifications.js";
import type { PaymentRequest } from "./payment-request.js";
import type { Payment, Subscription } from "./state.js";

export const pisBase = "/xs2a/routingservice/services/ob/pis/v3";

export const paymentStatuses: readonly string[] = [
  "Open",
  "Authorised",
  "PartiallyAuthorised",
  "Pending",
  "SettlementInProcess",
  "SettlementCompleted",
  "ReceivedByCreditorBank",
  "ReceivedOnCreditorAccount",
  "Cancelled",
  "CancelledAtTPP",
  "TimeoutAtTpp",
  "Error",
  "Expired",
];

/** The test environment's amounts, and the status that each brings about. Other amounts stay open. */
const outcomes: Record<string, string> = {
  "1": "SettlementCompleted",
  "2": "Cancelled",
  "3": "Expired",
  "4": "Open",
  "5": "Error",
};

/** In the test environment a payment without ExpirationPeriod was seen to expire after four hours. */
const defaultExpirySeconds = 4 * 3600;

const debtor = {
  Name: "Edsger Wybe Dijkstra - Callback",
  Agent: "ABNANL2AXXX",
  Account: { SchemeName: "IBAN", Identification: "NL44RABO0123456789" },
};

/** The payments, from their creation to their final status. */
export class Payments {
  readonly #context: SandboxContext;
  readonly #notifications: Notifications;

  constructor(context: SandboxContext, notifications: Notifications) {
    this.#context = context;
    this.#notifications = notifications;
  }

  create(subscription: Subscription, request: PaymentRequest, notificationUrl: string | undefined): Payment {
    const { now, random, store, stopping, timings } = this.#context;
    const createdAt = now();
    const payment: Payment = {
      id: String(store.state.worldline.nextPaymentId++),
      subscriptionId: subscription.id,
      product: request.product,
      aspspPaymentId: String(random.integer(1e9, 1e10)).padStart(16, "0"),
      createdAt: createdAt.toISOString(),
      expiresAt: addMs(createdAt, (request.expirationSeconds ?? defaultExpirySeconds) * 1000).toISOString(),
      ...(notificationUrl !== undefined && { notificationUrl }),
      status: "Open",
    };
    store.state.worldline.payments.push(payment);
    store.changed();
    const outcome = /^0*([1-5])\.0+$/.exec(request.amount)?.[1];
    const status = outcome && outcomes[outcome];
    if (status && status !== payment.status) {
      later(timings.paymentSettlesMs, stopping, () => this.setStatus(payment, status));
    }
    return payment;
  }

  find(id: string): Payment | undefined {
    return this.#context.store.state.worldline.payments.find((each) => each.id === id);
  }

  setStatus(payment: Payment, status: string): void {
    payment.status = status;
    this.#context.store.changed();
    this.#notifications.send(payment, this.describe(payment));
  }

  /** The answer to POST /payments. */
  initiation(payment: Payment): object {
    return {
      CommonPaymentData: {
        PaymentStatus: payment.status,
        PaymentId: payment.id,
        AspspPaymentId: payment.aspspPaymentId,
        ExpiryDateTimestamp: payment.expiresAt,
      },
      Links: {
        // In the test environment nothing is to be seen at the bank: this is where it always sends the debtor.
        RedirectUrl: { Href: "https://worldline.com" },
        GetPaymentStatus: {
          Href: `${this.#context.urls().worldline}${pisBase}/payments/${payment.id}/status`,
        },
      },
      UseWaitingScreen: false,
    };
  }

  /** The answer to a status request, and the body of a notification. */
  describe(payment: Payment): object {
    return {
      PaymentProductUsed: payment.product,
      CommonPaymentData: {
        PaymentStatus: payment.status,
        PaymentId: payment.id,
        AspspPaymentId: payment.aspspPaymentId,
        AspspId: "10002",
        ExpiryDateTimestamp: payment.expiresAt,
        ...(payment.status === "SettlementCompleted" && { DebtorInformation: debtor }),
      },
    };
  }
}
