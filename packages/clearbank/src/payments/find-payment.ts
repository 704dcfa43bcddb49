import type { ClearBankClient } from "../client/clearbank-client.js";
import { pagedList } from "../client/pages.js";
import { type PaymentFact, type PaymentFactKind, paymentFact } from "./payment-fact.js";
import { listOf, membersOf, textOf } from "./read-members.js";

/** What is needed of a client to ask for transactions. */
export type TransactionsClient = Pick<ClearBankClient, "request">;

/** By how much ClearBank's clock may be behind ours. The end-to-end id narrows the search, not the time. */
const marginMs = 24 * 60 * 60_000;

/** What `GET /v2/Transactions` tells of a payment: nothing, where it does not show it. */
export async function findPayment(
  clearbank: TransactionsClient,
  endToEndIdentification: string,
  { since, signal }: { readonly since: Date | undefined; readonly signal?: AbortSignal | undefined },
): Promise<readonly PaymentFact[]> {
  const query = {
    endToEndIdentifier: endToEndIdentification,
    startDateTime: since && new Date(since.getTime() - marginMs),
  };
  const transactions = pagedList<unknown, unknown>(
    (page) =>
      clearbank.request("GET", "/v2/Transactions", {
        query: { ...query, ...page },
        ...(signal && { signal }),
      }),
    (page) => listOf(membersOf(page).transactions),
  );
  const facts: PaymentFact[] = [];
  for await (const item of transactions) {
    const transaction = membersOf(item);
    // A transfer within ClearBank has a credit side with the same id, and a stranger may choose it too.
    const isOurs = transaction.debitCreditCode === "DBIT";
    if (isOurs && transaction.endToEndIdentifier === endToEndIdentification) facts.push(toFact(transaction));
  }
  return facts;
}

/** ISO 20022 codes: settlement completed, rejected; all others are on the way to one of these. */
const kinds: ReadonlyMap<unknown, PaymentFactKind> = new Map([
  ["ACSC", "settled"],
  ["RJCT", "rejected"],
]);

function toFact(transaction: Readonly<Record<string, unknown>>): PaymentFact {
  return paymentFact({
    kind: kinds.get(transaction.status) ?? "accepted",
    endToEndIdentification: textOf(transaction.endToEndIdentifier),
    at: textOf(transaction.transactionTime),
    transactionId: textOf(transaction.transactionId),
    amount: textOf(membersOf(transaction.amount).instructedAmount),
  });
}
