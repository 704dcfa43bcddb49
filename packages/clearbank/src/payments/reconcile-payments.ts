import { findPayment, type TransactionsClient } from "./find-payment.js";
import type { PaymentState } from "./payment-state.js";
import type { PaymentTracker } from "./track-payments.js";

/** What is asked, and about what. */
export interface ReconcileSettings {
  /** Asks for the transactions. */
  readonly clearbank: TransactionsClient;
  /** Says what is unresolved, and is told what was found. */
  readonly payments: Pick<PaymentTracker, "add" | "unresolved">;
  /** Only payments that were handed over before then: give their webhooks time to come. */
  readonly sentBefore: Date;
  /** Ends the looking up; what was found until then is kept. */
  readonly signal?: AbortSignal;
}

/**
 * Looks up each payment of which the end is not known in `GET /v2/Transactions`, one after the other, for the
 * webhooks that never came. Resolves to what is unresolved still: look again later, or ask ClearBank.
 *
 * That the list does not show a payment proves nothing, so it changes nothing. Nor does it show returns: those come
 * by webhook only.
 *
 * @throws what the client throws; what was found until then is kept.
 *
 * @example
 * ```ts
 * const sentBefore = new Date(Date.now() - 60 * 60_000);
 * const unresolved = await reconcilePayments({ clearbank, payments, sentBefore });
 * ```
 */
export async function reconcilePayments(settings: ReconcileSettings): Promise<readonly PaymentState[]> {
  const { clearbank, payments, sentBefore, signal } = settings;
  for (const { endToEndIdentification, sentAt } of payments.unresolved(sentBefore)) {
    await payments.add(await findPayment(clearbank, endToEndIdentification, { since: sentAt, signal }));
  }
  return payments.unresolved(sentBefore);
}
