import type { MccyTransaction } from "./ledger.js";
import { numeral } from "./money.js";

/** What the webhooks about a multi-currency transaction have in common. */
export function mccyWebhookOf(transaction: MccyTransaction, ownIban: string, ownName: string): object {
  const { counterparty, debitCredit } = transaction;
  const schemeEndToEndId = transaction.id.replaceAll("-", "").slice(0, 15);
  const own = { name: ownName, iban: ownIban };
  const [debtor, creditor] = debitCredit === "Debit" ? [own, counterparty] : [counterparty, own];
  return {
    TransactionId: transaction.id,
    BatchId: transaction.batchId,
    EndToEndId: transaction.endToEndId,
    SchemeEndToEndId: schemeEndToEndId,
    AccountId: transaction.accountId,
    Reference: transaction.reference,
    UltimateCreditorName: creditor.name,
    UltimateCreditorAccountIdentifiers: identifiers(creditor.iban),
    UltimateDebtorName: debtor.name,
    UltimateDebtorAccountIdentifiers: identifiers(debtor.iban),
    InstructedAmount: numeral(transaction.amount),
    InstructedCurrency: transaction.currency,
    SchemePaymentMethod: "Partner 1",
    TimestampCreated: transaction.createdAt,
    Identifiers: [{ Scope: "MCCYOutboundPayments", Name: "SchemeEndToEndId", Identifier: schemeEndToEndId }],
    AdditionalProperties: [{ Key: "DebtorName", Value: debtor.name }],
  };
}

function identifiers(iban: string | undefined): object[] {
  return iban === undefined ? [] : [{ Kind: "IBAN", Identifier: iban }];
}
