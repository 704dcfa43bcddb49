import { addMs } from "../calendar.js";
import type { SandboxContext } from "../context.js";
import { present } from "../present.js";
import { bankById, debtorAccount } from "./banks.js";
import { checkoutData } from "./checkout-data.js";
import type { Notifications } from "./notifications.js";
import type { PaymentRequest } from "./payment-request.js";
import type { Debtor, Payment, Subscription } from "./state.js";

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

/** The statuses in which the payer's money is on its way or there. */
export const settledStatuses: readonly string[] = [
  "SettlementCompleted",
  "ReceivedByCreditorBank",
  "ReceivedOnCreditorAccount",
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
const testEnvironmentExpirySeconds = 4 * 3600;
const onlineExpirySeconds = 1200;
const instoreExpirySeconds = 120;

/** Where a payment's messages and its payer go. */
export interface PaymentAddresses {
  readonly notificationUrl?: string;
  readonly debtorTokenUrl?: string;
  readonly returnUrl?: string;
}

/** The payments, from their creation to their final status. */
export class Payments {
  readonly #context: SandboxContext;
  readonly #notifications: Notifications;

  constructor(context: SandboxContext, notifications: Notifications) {
    this.#context = context;
    this.#notifications = notifications;
    // After a restart: what was open then still expires at its time.
    for (const payment of this.list()) this.#expireLater(payment);
  }

  create(
    subscription: Subscription,
    request: PaymentRequest,
    addresses: PaymentAddresses,
    { psuId, isConfirmedAhead }: { readonly psuId: string | undefined; readonly isConfirmedAhead: boolean },
  ): Payment {
    const { clock, now, random, store, timings } = this.#context;
    const createdAt = now();
    const { usesDebtorToken, debtorTokenUrl = subscription.notifications?.debtorTokenUrl } = request;
    const returnUrl = addresses.returnUrl ?? subscription.returnUrl;
    const isKnown = usesDebtorToken && psuId !== undefined;
    const remembered = isKnown ? this.debtor(subscription.merchantId, psuId)?.bankId : undefined;
    const payment: Payment = {
      id: String(store.state.worldline.nextPaymentId++),
      pageId: random.bytes(16).toString("hex"),
      subscriptionId: subscription.id,
      service: request.service,
      product: request.product,
      amount: request.amount,
      currency: request.currency,
      isAmountOpen: request.isAmountOpen,
      aspspPaymentId: String(random.integer(1e9, 1e10)).padStart(16, "0"),
      createdAt: createdAt.toISOString(),
      expiresAt: addMs(createdAt, this.#expirySeconds(request) * 1000).toISOString(),
      isConfirmedAhead,
      status: "Open",
      ...present({
        description: request.description,
        referenceId: request.referenceId,
        endToEndId: request.endToEndId,
        bankId: request.bankId ?? remembered,
        expectedCheckoutData: request.expectedCheckoutData,
        notificationUrl: addresses.notificationUrl,
        debtorTokenUrl: usesDebtorToken ? debtorTokenUrl : undefined,
        returnUrl,
        psuId,
      }),
    };
    store.state.worldline.payments.push(payment);
    store.changed();
    if (this.decidesByAmount) {
      const status = outcomeOf(payment.amount);
      const act = () =>
        status === undefined ? this.#rememberDebtor(payment) : this.setStatus(payment, status);
      clock.later(addMs(createdAt, timings.paymentSettlesMs), act);
    }
    this.#expireLater(payment);
    return payment;
  }

  /** Whether amounts decide, as in the test environment, or the payer on the bank page. */
  get decidesByAmount(): boolean {
    return this.#context.switches.get("worldline.payer") === "amounts";
  }

  list(): readonly Payment[] {
    return this.#context.store.state.worldline.payments;
  }

  /** By its id, or by `ref` or `e2e` and the id that the initiating party gave it: the newest with that one. */
  find(id: string, isVisible: (payment: Payment) => boolean): Payment | undefined {
    const visible = this.list().filter(isVisible);
    const own = visible.find((each) => each.id === id);
    if (own !== undefined) return own;
    const [, prefix, rest] = /^(ref|e2e)(.+)$/s.exec(id) ?? [];
    if (prefix === undefined || rest === undefined) return undefined;
    // What separates the two is not published: nothing, as the text has it, or the hyphen of an example.
    const wanted = [rest, rest.replace(/^-/, "")];
    return visible.findLast((each) =>
      wanted.includes((prefix === "ref" ? each.referenceId : each.endToEndId) ?? ""),
    );
  }

  byPage(pageId: string): Payment | undefined {
    return this.list().find((each) => each.pageId === pageId);
  }

  setStatus(payment: Payment, status: string): void {
    payment.status = status;
    if (status === "Authorised" || settledStatuses.includes(status)) payment.bankId ??= "20100";
    this.#context.store.changed();
    this.#notifications.sendStatus(payment, this.describe(payment));
    if (status === "SettlementCompleted") this.#rememberDebtor(payment);
  }

  /** The payer has agreed: the payment is settled, or waits for the initiating party's confirmation. */
  approve(payment: Payment, bankId: string | undefined): void {
    payment.bankId = bankId ?? payment.bankId ?? "20100";
    const mustWait = bankById(payment.bankId)?.needsConfirmation === true && payment.service === "PIS";
    this.setStatus(payment, mustWait && !payment.isConfirmedAhead ? "Authorised" : "SettlementCompleted");
  }

  debtor(merchantId: string, psuId: string): Debtor | undefined {
    return this.#context.store.state.worldline.debtors.findLast(
      (each) => each.merchantId === merchantId && each.psuId === psuId,
    );
  }

  /** The answer to POST /payments. */
  initiation(payment: Payment): object {
    const { worldline } = this.#context.urls();
    return {
      CommonPaymentData: {
        PaymentStatus: payment.status,
        PaymentId: payment.id,
        AspspPaymentId: payment.aspspPaymentId,
        ExpiryDateTimestamp: payment.expiresAt,
        ...(payment.referenceId !== undefined && { InitiatingPartyReferenceId: payment.referenceId }),
      },
      Links: {
        // In the test environment nothing is to be seen at the bank: this is where it always sends the debtor.
        RedirectUrl: {
          Href: this.decidesByAmount ? "https://worldline.com" : `${worldline}/bank/${payment.pageId}`,
        },
        GetPaymentStatus: { Href: `${worldline}${pisBase}/payments/${payment.id}/status` },
      },
      UseWaitingScreen: false,
    };
  }

  /** The answer to a status request, and the body of a notification. */
  describe(payment: Payment): object {
    const isSettled = settledStatuses.includes(payment.status);
    const bank = bankById(payment.bankId);
    return {
      PaymentProductUsed: payment.product,
      CommonPaymentData: {
        PaymentStatus: payment.status,
        PaymentId: payment.id,
        AspspPaymentId: payment.aspspPaymentId,
        ...(payment.service === "IDEAL" ? { AspspId: "10002" } : bank && { AspspId: bank.id }),
        ExpiryDateTimestamp: payment.expiresAt,
        ...(payment.referenceId !== undefined && { InitiatingPartyReferenceId: payment.referenceId }),
        ...(isSettled && payment.isAmountOpen && { GuaranteedAmount: payment.amount }),
        ...(isSettled && {
          DebtorInformation: {
            Name: "Edsger Wybe Dijkstra - Callback",
            Agent: this.decidesByAmount || bank === undefined ? "ABNANL2AXXX" : `${bank.bic}XXX`,
            Account: debtorAccount,
            ...(payment.expectedCheckoutData && checkoutData(payment.expectedCheckoutData)),
          },
        }),
      },
      ...(payment.status === "Authorised" && {
        Links: {
          ConfirmationRequired: {
            Href: `${this.#context.urls().worldline}${pisBase}/payments/${payment.id}/confirmation`,
          },
        },
      }),
    };
  }

  #expirySeconds({ expirationSeconds, isInstore }: PaymentRequest): number {
    if (expirationSeconds !== undefined) return expirationSeconds;
    if (this.decidesByAmount) return testEnvironmentExpirySeconds;
    return isInstore ? instoreExpirySeconds : onlineExpirySeconds;
  }

  #expireLater(payment: Payment): void {
    if (payment.status !== "Open") return;
    this.#context.clock.later(new Date(payment.expiresAt), () => {
      if (payment.status === "Open" && !this.decidesByAmount) this.setStatus(payment, "Expired");
    });
  }

  /** What the payer's bank gives out for the next time, where it was asked to: after a payment, or for 8.00 alone. */
  #rememberDebtor(payment: Payment): void {
    const { random, store } = this.#context;
    const { debtorTokenUrl } = payment;
    const subscription = store.state.worldline.subscriptions.find(({ id }) => id === payment.subscriptionId);
    const isOnlyAsked = payment.status === "Open" && wholeEuros(payment.amount) !== "8";
    if (debtorTokenUrl === undefined || subscription === undefined || isOnlyAsked) return;
    const debtor = {
      merchantId: subscription.merchantId,
      psuId: payment.psuId ?? random.uuid(),
      bankId: payment.bankId ?? "20100",
      debtorToken: random.bytes(24).toString("base64url"),
    };
    store.state.worldline.debtors.push(debtor);
    store.changed();
    this.#notifications.sendDebtorToken(payment, debtorTokenUrl, {
      PsuId: debtor.psuId,
      PaymentId: payment.id,
      DebtorToken: debtor.debtorToken,
    });
  }
}

/** The whole euros of an amount without cents. */
function wholeEuros(amount: string): string | undefined {
  return /^0*(\d+)\.0+$/.exec(amount)?.[1];
}

/** The status that an amount asks for; undefined where it stays open. */
function outcomeOf(amount: string): string | undefined {
  const status = outcomes[wholeEuros(amount) ?? ""];
  return status === "Open" ? undefined : status;
}
