import { credit, debit, findByBban, type Holder } from "./books.js";
import type { Books } from "./call.js";
import type { Amount, Party, Scheme, Transaction } from "./ledger.js";
import { isLess, subtract } from "./money.js";
import { emitAssessmentFailed, emitHeld, emitSettled } from "./payment-webhooks.js";
import type { ApiRule } from "./rules.js";
import * as rules from "./rules.js";

/** The creditor's name that has a Faster Payment or CHAPS payment held, or an inbound debtor's. */
export const heldName = "6a41a29eafcf455493";

export interface Outbound {
  readonly holder: Holder;
  readonly scheme: "FasterPayments" | "Chaps";
  readonly endToEndId: string;
  readonly amount: Amount;
  readonly reference: string;
  readonly creditor: Party;
  /** Whether it waits for a person's decision. */
  readonly isHeld: boolean;
  /** Whether it leaves over the scheme though the creditor is in the same books. */
  readonly isEnforced?: boolean;
  /** The transaction that it sends back. */
  readonly returns?: string;
}

export function hasFunds({ account }: Holder, amount: Amount): boolean {
  return !isLess(subtract(account.balance, account.minimumBalance), amount);
}

export interface Sent {
  readonly transactionId: string;
  /** The rule for which the assessment failed: the transaction is in no books then. */
  readonly failed?: ApiRule;
}

/** Takes an accepted payment to its end, which webhooks tell: settled, held, or failed in the assessment. */
export function send(books: Books, payment: Outbound): Sent {
  const { ledger, context } = books;
  const { account, virtualAccount } = payment.holder;
  const debtor = virtualAccount ?? account;
  const { creditor, endToEndId, amount } = payment;
  const recipient =
    payment.creditor.bban === undefined ? undefined : findByBban(ledger, payment.creditor.bban);
  const scheme: Scheme = recipient !== undefined && payment.isEnforced !== true ? "Transfer" : payment.scheme;
  const transaction: Transaction = {
    id: context.random.uuid(),
    accountId: account.id,
    ...(virtualAccount !== undefined && { virtualAccountId: virtualAccount.id }),
    scheme,
    endToEndId,
    amount,
    debitCredit: "DBIT",
    reference: scheme === "FasterPayments" ? payment.reference.slice(0, 18) : payment.reference,
    counterparty: scheme === "FasterPayments" ? { ...creditor, name: creditor.name.slice(0, 35) } : creditor,
    isReturn: payment.returns !== undefined,
    ...(payment.returns !== undefined && { returns: payment.returns }),
    status: "PDNG",
    createdAt: context.now().toISOString(),
  };
  const failed = assess(books, payment);
  if (failed !== undefined) {
    emitAssessmentFailed(books, transaction, debtor, failed.reason);
    return { transactionId: transaction.id, failed: failed.rule };
  }
  ledger.transactions.push(transaction);
  debit(account, amount, transaction.createdAt);
  if (payment.isHeld) hold(books, transaction);
  else settle(books, transaction);
  books.changed();
  return { transactionId: transaction.id };
}

export interface Failure {
  readonly rule: ApiRule;
  /** In the words of the webhook. */
  readonly reason: string;
}

/** What an accepted payment will fail for, if for anything. */
export function assess({ ledger }: Books, { endToEndId, holder, amount }: Outbound): Failure | undefined {
  const isKnown = ledger.transactions.some(
    (each) => each.debitCredit === "DBIT" && each.endToEndId === endToEndId,
  );
  if (isKnown) return { rule: rules.itemDuplicate, reason: "Duplicate transaction has been detected" };
  if (!hasFunds(holder, amount)) return { rule: rules.itemFunds, reason: "Insufficient Funds" };
  if (holder.account.status === "Closed") return { rule: rules.itemClosed, reason: "Account closed" };
  return undefined;
}

export function hold(books: Books, transaction: Transaction): void {
  books.ledger.held.push({ transactionId: transaction.id, heldAt: books.context.now().toISOString() });
  emitHeld(books, transaction);
}

/** Moves what is still to be moved, and tells both sides of it that are in these books. */
export function settle(books: Books, transaction: Transaction): void {
  const { ledger, context } = books;
  const account = ledger.accounts.find(({ id }) => id === transaction.accountId);
  if (account === undefined) return;
  const at = context.now().toISOString();
  if (transaction.debitCredit === "CRDT") credit(account, transaction.amount, at);
  transaction.status = "ACSC";
  transaction.settledAt = at;
  transaction.balance = account.balance;
  emitSettled(books, transaction);
  if (transaction.debitCredit === "DBIT") settleWithin(books, transaction);
}

/** The credit to a recipient in the same books. */
function settleWithin(books: Books, debited: Transaction): void {
  const { bban } = debited.counterparty;
  const recipient = bban === undefined ? undefined : findByBban(books.ledger, bban);
  const debtor = books.ledger.accounts.find(({ id }) => id === debited.accountId);
  if (recipient === undefined || debtor === undefined) return;
  const credited: Transaction = {
    id: books.context.random.uuid(),
    accountId: recipient.account.id,
    ...(recipient.virtualAccount !== undefined && { virtualAccountId: recipient.virtualAccount.id }),
    scheme: debited.scheme,
    endToEndId: debited.endToEndId,
    amount: debited.amount,
    debitCredit: "CRDT",
    reference: debited.reference,
    counterparty: { name: debtor.ownerName, iban: debtor.iban, bban: debtor.bban },
    isReturn: debited.isReturn,
    status: "PDNG",
    createdAt: debited.createdAt,
  };
  books.ledger.transactions.push(credited);
  settle(books, credited);
}

/** Which payment of a batch, counted from 0, broke which rule. */
export function brokenRules(
  verdicts: readonly { readonly rule?: ApiRule | undefined }[],
): Record<string, string> {
  const broken = verdicts.flatMap(({ rule }, index) => (rule === undefined ? [] : [`${index} ${rule.id}`]));
  return broken.length === 0 ? {} : { "Sandbox-Items": broken.join(", ") };
}
