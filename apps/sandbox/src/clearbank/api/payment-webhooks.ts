import { writeRawJson } from "../../wire/raw-json.js";
import type { Books } from "./call.js";
import type { Party, Transaction } from "./ledger.js";
import { numeral } from "./money.js";

const directions = { CRDT: "Credit", DBIT: "Debit" } as const;

/** What the webhooks call an institution that is no one's in particular. */
const institutionName = "Sandbox Bank";

export function emitSettled(books: Books, transaction: Transaction): void {
  const own = ownAccount(books, transaction);
  const { counterparty, settledAt } = transaction;
  emit(books, "TransactionSettled", 6, {
    ...common(transaction),
    Status: "Settled",
    TimestampSettled: settledAt,
    TimestampCreated: transaction.createdAt,
    Account: {
      ...identifiers(own),
      OwnerName: own.ownerName,
      TransactionOwnerName: own.ownerName,
      InstitutionName: institutionName,
      // Only a real account has money of its own.
      ...(transaction.virtualAccountId === undefined && {
        Balance: numeral(transaction.balance ?? "0.00"),
        BalanceLastUpdatedAt: settledAt,
      }),
    },
    CounterpartAccount: {
      ...identifiers(counterparty),
      OwnerName: counterparty.name,
      TransactionOwnerName: counterparty.name,
      InstitutionName: "",
    },
    ActualEndToEndTransactionId: transaction.endToEndId,
    TransactionSource: transaction.scheme,
    SupplementaryData: [],
  });
}

export function emitRejected(books: Books, transaction: Transaction, code: string, reason: string): void {
  emit(books, "TransactionRejected", 2, {
    ...common(transaction),
    Status: "Rejected",
    TimestampModified: books.context.now().toISOString(),
    CancellationReason: reason,
    CancellationCode: code,
    Account: identifiers(ownAccount(books, transaction)),
    CounterpartAccount: identifiers(transaction.counterparty),
  });
}

export function emitHeld(books: Books, transaction: Transaction): void {
  emit(books, transaction.debitCredit === "DBIT" ? "OutboundHeldTransaction" : "InboundHeldTransaction", 1, {
    TimestampCreated: transaction.createdAt,
    Scheme: transaction.scheme,
    Account: identifiers(ownAccount(books, transaction)),
    CounterpartAccount: identifiers(transaction.counterparty),
    TransactionAmount: numeral(transaction.amount),
    PaymentReference: transaction.reference,
    EndToEndTransactionId: transaction.endToEndId,
  });
}

/** The spelling is the institution's. */
export function emitAssessmentFailed(
  books: Books,
  payment: Pick<Transaction, "scheme" | "endToEndId" | "reference" | "amount" | "counterparty">,
  debtor: { readonly iban?: string; readonly bban?: string },
  reason: string,
): void {
  emit(books, "PaymentMessageAssesmentFailed", 1, {
    MessageId: books.context.random.uuid(),
    PaymentMethodType: payment.scheme,
    AssesmentFailure: [{ EndToEndId: payment.endToEndId, Reasons: [reason] }],
    AccountIdentification: {
      Debtor: identifiers(debtor),
      Creditors: [
        {
          Reference: payment.reference,
          Amount: numeral(payment.amount),
          CurrencyCode: "GBP",
          ...identifiers(payment.counterparty),
        },
      ],
    },
  });
}

function common(transaction: Transaction): object {
  return {
    TransactionId: transaction.id,
    Scheme: transaction.scheme,
    EndToEndTransactionId: transaction.endToEndId,
    Amount: numeral(transaction.amount),
    CurrencyCode: "GBP",
    DebitCreditCode: directions[transaction.debitCredit],
    Reference: transaction.reference,
    IsReturn: transaction.isReturn,
  };
}

function identifiers({ iban, bban }: Pick<Party, "iban" | "bban">): object {
  return { IBAN: iban ?? "", BBAN: bban ?? "" };
}

function ownAccount({ ledger }: Books, { accountId, virtualAccountId }: Transaction) {
  const own =
    ledger.virtualAccounts.find(({ id }) => id === virtualAccountId) ??
    ledger.accounts.find(({ id }) => id === accountId);
  return { ownerName: own?.ownerName ?? "", iban: own?.iban ?? "", bban: own?.bban ?? "" };
}

/** As JSON text, so that amounts keep their digits. */
export function emit(books: Books, type: string, version: number, payload: object): void {
  books.emit(type, version, writeRawJson(payload));
}
