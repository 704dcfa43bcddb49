import { quoted, Refusal } from "../../wire/refusal.js";
import { credit } from "./books.js";
import type { Books } from "./call.js";
import type { Transaction } from "./ledger.js";
import { emitRejected } from "./payment-webhooks.js";
import { settle } from "./payments.js";
import * as rules from "./rules.js";

/**
 * Releases a held payment, as a person at the portal would: TransactionSettled follows.
 *
 * @throws Refusal where no such transaction is held
 */
export function releaseHeld(books: Books, transactionId: string): void {
  settle(books, takeHeld(books, transactionId));
  books.changed();
}

/**
 * Declines a held payment: TransactionRejected follows, with HOPRJ.
 *
 * @throws Refusal where no such transaction is held
 */
export function declineHeld(books: Books, transactionId: string): void {
  const transaction = takeHeld(books, transactionId);
  const account = books.ledger.accounts.find(({ id }) => id === transaction.accountId);
  if (transaction.debitCredit === "DBIT" && account !== undefined) {
    credit(account, transaction.amount, books.context.now().toISOString());
  }
  transaction.status = "RJCT";
  emitRejected(books, transaction, "HOPRJ", "Held payment declined");
  books.changed();
}

function takeHeld({ ledger }: Books, transactionId: string): Transaction {
  const index = ledger.held.findIndex((each) => each.transactionId === transactionId);
  const transaction = ledger.transactions.find(({ id }) => id === transactionId);
  if (index === -1 || transaction === undefined) {
    throw new Refusal(rules.unknown, `No transaction ${quoted(transactionId)} is held.`);
  }
  ledger.held.splice(index, 1);
  return transaction;
}
