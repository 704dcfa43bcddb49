import type { Open } from "./objects/wire.js";

/** What ClearBank says of a single payment. */
export type PaymentResponse =
  | "Accepted"
  | "AccountDisabled"
  | "DebitPaymentDisabled"
  | "InsufficientFunds"
  | "InvalidAccount"
  | "InvalidCurrency"
  | "InvalidInstructionIdentification"
  | "Rejected";

/** One payment of a batch in ClearBank's answer. */
export interface PaymentItem {
  /** The end-to-end id that the payment was sent with. */
  readonly endToEndIdentification: string;
  /** Only `Accepted` goes on. */
  readonly response: Open<PaymentResponse>;
}

/** A list that has at least one item. */
export type NonEmpty<T> = readonly [T, ...T[]];

/**
 * What became of a batch. The answer is a 202 as soon as one payment is accepted, so look at `outcome` first:
 * the lists are there only where they mean something. A batch of which nothing is accepted comes as an error,
 * as a rule.
 *
 * @see ClearBank's interface files fps-initiate-payment-v3 and v1
 */
export type PaymentsResult =
  | {
      /** All of them. */
      readonly outcome: "accepted";
      /** Every payment that the answer names. */
      readonly accepted: NonEmpty<PaymentItem>;
    }
  | {
      /** Some, not all. */
      readonly outcome: "partlyAccepted";
      /** These go on. */
      readonly accepted: NonEmpty<PaymentItem>;
      /** These do not go on. */
      readonly rejected: NonEmpty<PaymentItem>;
    }
  | {
      /** None of those that the answer names. */
      readonly outcome: "noneAccepted";
      /** These do not go on. */
      readonly rejected: NonEmpty<PaymentItem>;
    }
  | {
      /** The answer names no payment. Wait for the webhooks, or ask for the transactions. */
      readonly outcome: "unstated";
    };

/** What became of a payment that was sent alone. */
export type PaymentResult =
  | {
      /** It goes on. */
      readonly outcome: "accepted";
      /** The payment as the answer names it. */
      readonly transaction: PaymentItem;
    }
  | {
      /** It does not go on. */
      readonly outcome: "rejected";
      /** The payment, with ClearBank's word for why. */
      readonly transaction: PaymentItem;
    }
  | {
      /** The answer does not name the payment. Wait for the webhook, or ask for the transaction. */
      readonly outcome: "unstated";
    };

/** The {@link PaymentsResult} of an answer's items. What is not `Accepted` is rejected, unknown words too. */
export function paymentsResult(transactions: readonly PaymentItem[] | null | undefined): PaymentsResult {
  const items = transactions ?? [];
  const accepted = items.filter(isAccepted);
  const rejected = items.filter((item) => !isAccepted(item));
  if (isNonEmpty(accepted)) {
    return isNonEmpty(rejected)
      ? { outcome: "partlyAccepted", accepted, rejected }
      : { outcome: "accepted", accepted };
  }
  return isNonEmpty(rejected) ? { outcome: "noneAccepted", rejected } : { outcome: "unstated" };
}

/** The {@link PaymentResult} of an answer's item. */
export function paymentResult(transaction: PaymentItem | null | undefined): PaymentResult {
  if (!transaction) return { outcome: "unstated" };
  return { outcome: isAccepted(transaction) ? "accepted" : "rejected", transaction };
}

function isAccepted({ response }: PaymentItem): boolean {
  return response === "Accepted";
}

function isNonEmpty<T>(items: readonly T[]): items is NonEmpty<T> {
  return items.length > 0;
}
