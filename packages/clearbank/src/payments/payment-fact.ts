import type { Decimal } from "../json/decimal.js";

/** What can be known of a payment, in the order of its life. */
export const paymentFactKinds = [
  "sent",
  "refused",
  "refusedOnRepeat",
  "duplicate",
  "accepted",
  "held",
  "settled",
  "returned",
  "rejected",
  "assessmentFailed",
  "validationFailed",
] as const;

/**
 * - `sent`: handed over to ClearBank; whether it arrived is another matter.
 * - `refused`: refused in the answer to its request; it may be sent again in another one.
 * - `refusedOnRepeat`: refused when its request was sent again, which leaves open what became of the first time.
 * - `duplicate`: ClearBank had it before, and says no more.
 * - `accepted`: ClearBank has it, and has not decided.
 * - `held`: ClearBank holds it back; it settles or is rejected later.
 * - `settled`, `returned`: the money left; it came back.
 * - `rejected`, `assessmentFailed`, `validationFailed`: it will not be made.
 */
export type PaymentFactKind = (typeof paymentFactKinds)[number];

/**
 * One thing that is known of a payment. Plain JSON, to be stored as it is: a fact is true for good, whatever is
 * learnt before, after or twice. It holds no names and no account numbers.
 */
export interface PaymentFact {
  /** What is known. */
  readonly kind: PaymentFactKind;
  /** The payment's own id, which we gave it. A return may come without, or with another one. */
  readonly endToEndIdentification?: string;
  /** X-Request-Id of the request that handed it over; of `sent`, and of what the answer says. */
  readonly requestId?: string;
  /** As on the wire; of `sent`, our own clock's time in ISO 8601. */
  readonly at?: string;
  /** ClearBank's id of the transaction, once there is one. */
  readonly transactionId?: string;
  /** The scheme's id of the payment (its FPID); of a return, that of the payment which it returns. */
  readonly schemeId?: string;
  /** In pounds, with the digits of the wire. */
  readonly amount?: Decimal;
  /** Why, in ClearBank's words or codes. */
  readonly reasons?: readonly string[];
}

type Members = { readonly [Name in keyof PaymentFact]-?: PaymentFact[Name] | undefined };

/** A fact without the members that are undefined, so that it equals itself when read back from JSON. */
export function paymentFact(
  members: Pick<Members, "endToEndIdentification"> & Partial<Members> & Pick<PaymentFact, "kind">,
): PaymentFact {
  const given = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as unknown as PaymentFact;
}

/** Equal for equal facts, whatever the order of their members. */
export function factKey(fact: PaymentFact): string {
  return JSON.stringify(Object.entries(fact).sort(([a], [b]) => (a < b ? -1 : 1)));
}
