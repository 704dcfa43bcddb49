import { isFinalStatus, isPaid, type PaymentStatus } from "@countersign/worldline";

/** `New` until it is known that there is a payment, `Refused` where Worldline made none. */
export type OrderStatus = PaymentStatus | "New" | "Refused";

/** Collected in the shop and paid at a bank; or sent to the address that the payer's bank gives. */
export type Flow = "Standard" | "FastCheckout";

/** Who said how far a payment is: the answer when it was made, a later one to our question, or a notification. */
export type Source = "creation" | "status" | "notification";

/** What somebody wants to buy. */
export interface OrderDraft {
  /** Of the checkout form: sent twice, it is one order. */
  readonly checkout: string;
  readonly session: string;
  readonly flow: Flow;
  /** BIC; undefined where the payer chooses later. */
  readonly bank: string | undefined;
  /** As the basket's cookie writes it. */
  readonly basket: string;
  /** What is bought, at the prices of that moment. */
  readonly lines: readonly OrderLine[];
  readonly goodsCents: number;
  readonly shippingCents: number;
}

/** A product of an order. */
export interface OrderLine {
  readonly name: string;
  readonly quantity: number;
  /** Of one. */
  readonly cents: number;
}

/** An order, and how far its payment is. */
export interface Order extends OrderDraft {
  readonly number: number;
  /** Cannot be guessed: whoever has it may see the order. */
  readonly id: string;
  readonly createdAt: Date;
  /** When Worldline was last asked to make the payment; undefined where it never was. */
  readonly attemptedAt: Date | undefined;
  readonly status: OrderStatus;
  readonly paymentId: string | undefined;
  /** Where the payer pays. */
  readonly bankUrl: string | undefined;
  readonly debtor: Debtor | undefined;
  /** How often Worldline was asked without an end in sight. */
  readonly checks: number;
}

/** What was said of a payment, and when we heard it. */
export interface Observation {
  readonly source: Source;
  readonly status: PaymentStatus;
  readonly at: Date;
}

/** Who paid, and with fast checkout where to send it. */
export interface Debtor {
  readonly name: string | undefined;
  readonly address: readonly string[];
}

/** Nothing more will be heard that matters: paid, or never will be. */
export function isSettled(status: OrderStatus): boolean {
  return status === "Refused" || (status !== "New" && isFinalStatus(status));
}

/** Its payment exists, and the address where it is paid is not known, nor ever will be. */
export function isOutOfReach({ status, bankUrl }: Pick<Order, "status" | "bankUrl">): boolean {
  return status === "Open" && bankUrl === undefined;
}

export function isPaidFor({ status }: Pick<Order, "status">): boolean {
  return status !== "New" && status !== "Refused" && isPaid(status);
}

/** Two ends that contradict one another: a person has to look. */
export function isContradictory(observations: readonly Observation[]): boolean {
  const ends = observations.map(({ status }) => status).filter(isFinalStatus);
  return new Set(ends.map((status) => (isPaid(status) ? "paid" : status))).size > 1;
}
