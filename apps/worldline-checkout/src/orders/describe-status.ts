import { isOutOfReach, type Order, type OrderStatus } from "./order.js";

/** What a status means, for the person who pays. */
export interface StatusDescription {
  /** How it looks. */
  readonly tone: "good" | "bad" | "waiting";
  readonly heading: string;
  readonly text: string;
}

const waiting: StatusDescription = {
  tone: "waiting",
  heading: "Your payment is being processed",
  text: "Your bank has it. We send your order as soon as the money is certain.",
};

const paid: StatusDescription = {
  tone: "good",
  heading: "Paid. Thank you!",
  text: "We have your order and your money.",
};

const descriptions = {
  New: {
    tone: "waiting",
    heading: "We are waiting for the payment service",
    text: "It has not told us yet whether it has your payment. Look again in a minute; please do not order again.",
  },
  Refused: {
    tone: "bad",
    heading: "The payment could not be started",
    text: "No money has left your account.",
  },
  Open: {
    tone: "waiting",
    heading: "Not paid yet",
    text: "The payment waits for you at your bank.",
  },
  Authorised: waiting,
  PartiallyAuthorised: waiting,
  Pending: waiting,
  SettlementInProcess: waiting,
  SettlementCompleted: paid,
  ReceivedByCreditorBank: paid,
  ReceivedOnCreditorAccount: paid,
  Cancelled: {
    tone: "bad",
    heading: "You cancelled the payment",
    text: "No money has left your account. Your basket is as it was.",
  },
  CancelledAtTPP: {
    tone: "bad",
    heading: "The payment was cancelled",
    text: "No money has left your account. Your basket is as it was.",
  },
  TimeoutAtTpp: {
    tone: "bad",
    heading: "The payment took too long",
    text: "No money has left your account. Your basket is as it was.",
  },
  Expired: {
    tone: "bad",
    heading: "The payment has expired",
    text: "It was not approved in time, and no money has left your account. Your basket is as it was.",
  },
  Error: {
    tone: "bad",
    heading: "The payment failed",
    text: "Something went wrong at the bank. Your basket is as it was.",
  },
} satisfies Readonly<Record<OrderStatus, StatusDescription>>;

const outOfReach: StatusDescription = {
  ...descriptions.Open,
  text: "We cannot lead you to this payment any more; it ends by itself. Order again from your basket.",
};

export function describeStatus(order: Pick<Order, "status" | "bankUrl">): StatusDescription {
  if (isOutOfReach(order)) return outOfReach;
  const { status } = order;
  // Tomorrow's statuses are not known today.
  return Object.hasOwn(descriptions, status) ? descriptions[status] : waiting;
}
