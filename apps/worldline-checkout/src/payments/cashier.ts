import {
  InvalidRequestError,
  type OpenPayment,
  type RecoveredPayment,
  WorldlineApiError,
  type WorldlineOpenBankingClient,
} from "@countersign/worldline";
import { isSettled, type Order } from "../orders/order.js";
import type { OrderStore } from "../orders/order-store.js";
import { toPaymentRequest } from "./payment-request.js";
import { readDebtor } from "./read-debtor.js";

/** What the cashier works with. */
export interface CashierSettings {
  readonly orders: OrderStore;
  readonly payments: Pick<WorldlineOpenBankingClient["payments"], "create" | "recover">;
  /** Where notifications go. */
  readonly notificationUrl: URL;
  /** Where the payer comes back to. */
  readonly returnUrl: (order: Order) => URL;
  readonly now: () => Date;
  /** Told of what Worldline would not do or say. */
  readonly onError: (error: unknown) => void;
}

/** Has orders paid. Whatever goes wrong with Worldline is told to `onError`, and shows in the order's status. */
export interface Cashier {
  /** Has Worldline make the payment of an order; done at the same time or again, it is one payment. */
  readonly start: (order: Order) => Promise<Order>;
  /** Asks Worldline how far the payment is, unless that is known for good: one that was refused may exist after all. */
  readonly ask: (order: Order) => Promise<Order>;
  /**
   * Asks after every payment that is due: this finds what a lost notification would have told, and what became of a
   * payment when the answer was lost.
   */
  readonly sweep: () => Promise<void>;
}

/** By then Worldline has made a payment that it was asked for, or never will. */
const lateMs = 2 * 60_000;

export function createCashier(settings: CashierSettings): Cashier {
  const { orders, payments, notificationUrl, returnUrl, now, onError } = settings;
  const starting = new Map<string, Promise<Order>>();
  const asking = new Map<string, Promise<Order>>();
  const current = ({ id }: Order) => orders.find(id) as Order;

  async function make(order: Order): Promise<Order> {
    const isFirst = current(order).attemptedAt === undefined;
    orders.attempt(order.id);
    let created: Awaited<ReturnType<typeof payments.create>>;
    try {
      created = await payments.create(toPaymentRequest(order), {
        requestId: order.id,
        notificationUrl,
        returnUrl: returnUrl(order),
      });
    } catch (error) {
      onError(error);
      // What a later attempt is refused for does not tell what became of the first.
      if (isFirst && isRefusal(error)) orders.refuse(order.id);
      return current(order);
    }
    const { CommonPaymentData, Links } = created.data;
    orders.linkPayment(order.id, { paymentId: CommonPaymentData.PaymentId, bankUrl: secureUrl(Links) });
    orders.observe(order.id, "creation", CommonPaymentData.PaymentStatus);
    return current(order);
  }

  async function lookAt(asked: Iterable<Order>): Promise<void> {
    try {
      await payments.recover(namesOf(asked), { onPayment: keep });
    } catch (error) {
      onError(error);
    }
  }

  function keep({ payment, state, answer, error }: RecoveredPayment): void {
    const order = orderOf(payment);
    if (order === undefined) return;
    if (answer) {
      const { PaymentId: paymentId, PaymentStatus } = answer.data.CommonPaymentData;
      if (order.paymentId === undefined) orders.linkPayment(order.id, { paymentId, bankUrl: undefined });
      orders.observe(order.id, "status", PaymentStatus, readDebtor(answer.data));
      return;
    }
    const isAbsent = state === "absent" && order.paymentId === undefined;
    if (isAbsent && order.status === "Refused") return;
    const isLate = now().getTime() - (order.attemptedAt ?? order.createdAt).getTime() > lateMs;
    if (isAbsent && isLate) orders.refuse(order.id);
    else onError(error);
  }

  /** By its id; by our reference while that is not known. */
  function* namesOf(asked: Iterable<Order>): Generator<OpenPayment> {
    for (const { id, paymentId } of asked) {
      // What is being made has an answer to come, which alone tells where it is paid.
      if (!starting.has(id)) yield { payment: paymentId ?? { reference: id } };
    }
  }

  /** Each when its turn comes, and before it is asked after: one that fails has to wait too, and none behind it. */
  function* postponed(due: Iterable<Order>): Generator<Order> {
    for (const order of due) {
      orders.postpone(order.id);
      yield order;
    }
  }

  function orderOf(payment: OpenPayment["payment"]): Order | undefined {
    if (typeof payment === "string") return orders.findByPayment(payment);
    return "reference" in payment ? orders.find(payment.reference) : undefined;
  }

  return {
    async start(order) {
      if (order.status !== "New") return order;
      return await shared(starting, order.id, () => make(order));
    },
    async ask(order) {
      if (isSettled(order.status) && order.status !== "Refused") return order;
      return await shared(asking, order.id, async () => {
        await lookAt([order]);
        return current(order);
      });
    },
    async sweep() {
      await lookAt(postponed(orders.due()));
    },
  };
}

/** Whether it says that there is no payment: 159 only says that there is none yet. */
function isRefusal(error: unknown): boolean {
  if (error instanceof WorldlineApiError) return error.worldlineCode !== "159";
  return error instanceof InvalidRequestError;
}

/** Where a browser may be sent: it is signed by Worldline, but nobody pays without TLS. */
function secureUrl(links: Awaited<ReturnType<CashierSettings["payments"]["create"]>>["data"]["Links"]) {
  const url = links?.RedirectUrl?.Href;
  return url !== undefined && URL.canParse(url) && new URL(url).protocol === "https:" ? url : undefined;
}

/** Does a thing once for all who ask while it is being done. */
async function shared<T>(running: Map<string, Promise<T>>, key: string, work: () => Promise<T>): Promise<T> {
  const found = running.get(key);
  if (found) return await found;
  const started = work().finally(() => running.delete(key));
  running.set(key, started);
  return await started;
}
