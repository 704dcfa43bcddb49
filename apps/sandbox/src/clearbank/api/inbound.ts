import { quoted, Refusal } from "../../wire/refusal.js";
import { findByIban, type Holder } from "./books.js";
import type { Books } from "./call.js";
import { ibanOf, newBban } from "./identifiers.js";
import type { Transaction } from "./ledger.js";
import { parseAmount, toMinor } from "./money.js";
import { heldName, hold, settle } from "./payments.js";
import * as rules from "./rules.js";

/** A payment that comes in from another bank, as the portal's payment simulator makes it. */
export interface InboundPayment {
  /** IBAN of an account or virtual account of the institution. */
  readonly iban: string;
  /** Pounds, as text with up to two decimals. */
  readonly amount: string;
  /** The magic name has it held. */
  readonly debtorName: string;
  readonly endToEndId?: string;
  readonly reference?: string;
  readonly scheme?: "FasterPayments" | "Chaps" | "Bacs";
}

/** The bank code and sort code of the bank that everything comes from. */
const otherBank = "OTHR080054";

/**
 * Credits an account, or has the payment held where the debtor has the magic name.
 *
 * @returns the id of the transaction
 * @throws Refusal where there is no such account, or the amount is none
 */
export function receivePayment(books: Books, payment: InboundPayment): string {
  const { ledger, context } = books;
  const holder = findByIban(ledger, payment.iban);
  if (holder === undefined) {
    throw new Refusal(rules.unknown, `This institution has no account ${quoted(payment.iban)}.`);
  }
  const amount = parseAmount(payment.amount);
  if (amount === undefined || toMinor(amount) <= 0n) {
    throw new Refusal(rules.validation, `Expected an amount above 0 as text, got ${quoted(payment.amount)}.`);
  }
  const bban = newBban(context.random, otherBank, () => false);
  return book(books, holder, {
    scheme: payment.scheme ?? "FasterPayments",
    endToEndId: payment.endToEndId ?? context.random.uuid().replaceAll("-", ""),
    amount,
    reference: payment.reference ?? "",
    counterparty: { name: payment.debtorName, iban: ibanOf(bban), bban },
  });
}

export type Incoming = Pick<
  Transaction,
  "scheme" | "endToEndId" | "amount" | "reference" | "counterparty" | "returns"
>;

/** @returns the id of the transaction */
export function book(books: Books, { account, virtualAccount }: Holder, incoming: Incoming): string {
  const { ledger, context } = books;
  const transaction: Transaction = {
    id: context.random.uuid(),
    accountId: account.id,
    ...(virtualAccount !== undefined && { virtualAccountId: virtualAccount.id }),
    ...incoming,
    debitCredit: "CRDT",
    isReturn: incoming.returns !== undefined,
    status: "PDNG",
    createdAt: context.now().toISOString(),
  };
  ledger.transactions.push(transaction);
  if (incoming.counterparty.name === heldName && !transaction.isReturn) hold(books, transaction);
  else settle(books, transaction);
  books.changed();
  return transaction.id;
}
