import { addMs } from "../calendar.js";
import type { SandboxContext } from "../context.js";
import { type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { unitsOf } from "./amount.js";
import { type Grant, subscriptionFor } from "./bearer.js";
import { readBody } from "./payment-request.js";
import * as rules from "./payment-rules.js";
import { refundInitiation } from "./payment-shapes.js";
import { type Payments, pisBase, settledStatuses } from "./payments.js";
import type { Payment, Refund } from "./state.js";
import type { Subscriptions } from "./subscriptions.js";

interface RefundItem {
  readonly PaymentId: string;
  readonly Amount: { readonly Amount: string; readonly Currency?: string };
}

/** The per-payment reasons that a refund can be refused for. */
const itemErrors = {
  "001": "The payment was not authorised",
  "003": "The amount is more than what is left of the payment",
  "005": "There is no such payment",
  "007": "The currency is not the payment's",
} as const;

/** Refunds of settled payments; of those without iDEAL, for which none are documented. */
export class Refunds {
  readonly #context: SandboxContext;
  readonly #payments: Payments;
  readonly #subscriptions: Subscriptions;

  constructor(context: SandboxContext, payments: Payments, subscriptions: Subscriptions) {
    this.#context = context;
    this.#payments = payments;
    this.#subscriptions = subscriptions;
  }

  create({ body }: Exchange, grant: Grant): Reply {
    const subscription = subscriptionFor(grant, "PIS", undefined, this.#subscriptions);
    if (!subscription.hasRefunds) {
      throw new Refusal(rules.refundsInactive, "The subscription has no refunds.");
    }
    const { InitiatingPartyReferenceId: referenceId, Refunds: items } = readBody(body, refundInitiation)
      .CommonPaymentData as { InitiatingPartyReferenceId: string; Refunds: readonly RefundItem[] };
    const errors = items.flatMap((item) => {
      const payment = this.#payments.find(item.PaymentId, (each) => each.subscriptionId === subscription.id);
      const code = this.#problemOf(item, payment);
      return code === undefined
        ? []
        : [{ PaymentId: item.PaymentId, Error: { Code: code, Message: itemErrors[code] } }];
    });
    const { clock, now, random, store, timings } = this.#context;
    const refund: Refund = {
      id: random.uuid().slice(0, 35),
      subscriptionId: subscription.id,
      referenceId,
      payments: items.map(({ PaymentId, Amount }) => ({ paymentId: PaymentId, amount: Amount.Amount })),
      status: errors.length > 0 ? "Error" : "Open",
    };
    store.state.worldline.refunds.push(refund);
    store.changed();
    if (errors.length === 0) clock.later(addMs(now(), timings.paymentSettlesMs), () => this.#settle(refund));
    const common = describe(refund).CommonPaymentData;
    const status = { Href: `${this.#context.urls().worldline}${pisBase}/refunds/${refund.id}/status` };
    return jsonReply(201, {
      CommonPaymentData: { ...common, ...(errors.length > 0 && { AccountErrors: errors }) },
      Links: { GetRefundStatus: status },
    });
  }

  status(refundId: string, grant: Grant): Reply {
    const subscription = subscriptionFor(grant, "PIS", undefined, this.#subscriptions);
    const refund = this.#context.store.state.worldline.refunds.find(({ id }) => id === refundId);
    if (refund?.subscriptionId !== subscription.id) {
      throw new Refusal(rules.refundUnknown, `This subscription has no refund ${quoted(refundId)}.`);
    }
    return jsonReply(200, describe(refund));
  }

  #settle(refund: Refund): void {
    refund.status = "SettlementCompleted";
    this.#context.store.changed();
  }

  #problemOf({ Amount }: RefundItem, payment: Payment | undefined): keyof typeof itemErrors | undefined {
    if (payment === undefined) return "005";
    if (!settledStatuses.includes(payment.status)) return "001";
    if ((Amount.Currency ?? "EUR") !== payment.currency) return "007";
    const given = this.#context.store.state.worldline.refunds
      .filter(({ status }) => status !== "Error")
      .flatMap(({ payments }) => payments)
      .filter(({ paymentId }) => paymentId === payment.id)
      .reduce((sum, { amount }) => sum + unitsOf(amount), 0n);
    return given + unitsOf(Amount.Amount) > unitsOf(payment.amount) ? "003" : undefined;
  }
}

function describe({ id, status, referenceId }: Refund) {
  return {
    CommonPaymentData: { RefundId: id, RefundStatus: status, InitiatingPartyReferenceId: referenceId },
  };
}
