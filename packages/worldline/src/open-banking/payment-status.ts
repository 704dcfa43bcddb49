/** How far a payment is; iDEAL knows Open, SettlementCompleted (paid), Cancelled, Expired and Error. */
export type PaymentStatus =
  | "Open"
  | "Authorised"
  | "PartiallyAuthorised"
  | "Pending"
  | "SettlementInProcess"
  | "SettlementCompleted"
  | "ReceivedByCreditorBank"
  | "ReceivedOnCreditorAccount"
  | "Cancelled"
  | "CancelledAtTPP"
  | "TimeoutAtTpp"
  | "Error"
  | "Expired";

/** What a status means. */
export interface PaymentStatusMeaning {
  /** `open`: ask again, or wait for a notification. `paid` and `failed` are final. */
  readonly outcome: "open" | "paid" | "failed";
  /** What may come next, steps that were not heard of included. */
  readonly next: readonly PaymentStatus[];
}

const failures = ["Cancelled", "CancelledAtTPP", "TimeoutAtTpp", "Error", "Expired"] as const;
const received = ["ReceivedByCreditorBank", "ReceivedOnCreditorAccount"] as const;
const settled = ["SettlementCompleted", ...received] as const;
const authorised = ["Authorised", "Pending", "SettlementInProcess", ...settled, ...failures] as const;

/**
 * All statuses as a state machine. A payment that is settled stays paid: what can still come is that the money was
 * received (never for iDEAL). Worldline publishes the statuses, and not the steps between them: these are the widest
 * that make sense.
 *
 * @see Worldline, open-banking-pis 3.6.0, PaymentStatusEnum
 */
export const paymentStatuses: Readonly<Record<PaymentStatus, PaymentStatusMeaning>> = {
  Open: { outcome: "open", next: ["PartiallyAuthorised", ...authorised] },
  PartiallyAuthorised: { outcome: "open", next: authorised },
  Pending: { outcome: "open", next: ["PartiallyAuthorised", ...without(authorised, "Pending")] },
  Authorised: { outcome: "open", next: without(authorised, "Authorised") },
  SettlementInProcess: { outcome: "open", next: [...settled, ...failures] },
  SettlementCompleted: { outcome: "paid", next: received },
  ReceivedByCreditorBank: { outcome: "paid", next: ["ReceivedOnCreditorAccount"] },
  ReceivedOnCreditorAccount: { outcome: "paid", next: [] },
  Cancelled: { outcome: "failed", next: [] },
  CancelledAtTPP: { outcome: "failed", next: [] },
  TimeoutAtTpp: { outcome: "failed", next: [] },
  Error: { outcome: "failed", next: [] },
  Expired: { outcome: "failed", next: [] },
};

function without(statuses: readonly PaymentStatus[], one: PaymentStatus): readonly PaymentStatus[] {
  return statuses.filter((status) => status !== one);
}

/** Whether it is decided that the payment was made, or that it was not. A status that is not known is not final. */
export function isFinalStatus(status: PaymentStatus): boolean {
  return outcomeOf(status) !== "open";
}

/** Whether the payment was made. A status that is not known does not say so. */
export function isPaid(status: PaymentStatus): boolean {
  return outcomeOf(status) === "paid";
}

/**
 * Whether a status can be newer than the one that is known. Notifications and answers overtake one another: keep what
 * is known where this is false. Two final ones that contradict each other are for a person to look at.
 *
 * @example
 * ```ts
 * mayFollow("Open", "SettlementCompleted"); // true
 * mayFollow("SettlementCompleted", "Open"); // false: an old message came late
 * ```
 */
export function mayFollow(known: PaymentStatus, heard: PaymentStatus): boolean {
  return Object.hasOwn(paymentStatuses, known) && paymentStatuses[known].next.includes(heard);
}

function outcomeOf(status: PaymentStatus): PaymentStatusMeaning["outcome"] {
  return Object.hasOwn(paymentStatuses, status) ? paymentStatuses[status].outcome : "open";
}
