import type { Reply } from "../../wire/exchange.js";
import type { ApiCall } from "./call.js";
import type { MccyAccount, MccyTransaction } from "./ledger.js";
import { type MccyPayment, mccyPaymentRequest } from "./mccy-payment-request.js";
import { mccyWebhookOf } from "./mccy-webhook.js";
import { isLess, numeral, subtract } from "./money.js";
import { reply } from "./paging.js";
import { emit } from "./payment-webhooks.js";
import { readBody } from "./read-body.js";
import { invalid, notFoundProblem } from "./refuse.js";
import { type Parameters, type Route, route } from "./router.js";
import * as rules from "./rules.js";

interface Batch {
  readonly id: string;
  readonly currency: string;
}

/** Accepts the batch as a whole; webhooks say what became of each payment. */
function submit(call: ApiCall): Reply {
  const { batchId, currencyCode, transactions } = readBody(call.exchange, mccyPaymentRequest);
  const batch = { id: batchId ?? call.context.random.uuid(), currency: currencyCode };
  if (call.ledger.mccyTransactions.some((each) => each.batchId === batch.id)) {
    throw invalid({ batchId: ["A batch of this id has been accepted already."] }, rules.conflict);
  }
  for (const payment of transactions) pay(call, batch, payment);
  call.changed();
  return reply(202, { isScheduled: false });
}

function pay(call: ApiCall, batch: Batch, payment: MccyPayment): void {
  const { accountIdentifier, amount, endToEndId, creditor } = payment;
  const account = findAccount(call, accountIdentifier);
  const transactionId = call.context.random.uuid();
  const errors = validate(call, batch, account, endToEndId);
  const failure = { ...failureOf(batch, payment), TransactionId: transactionId };
  if (errors.length > 0 || account === undefined) {
    emit(call, "Payments.Mccy.PaymentValidationFailed", 1, { Errors: errors, ...failure });
    return;
  }
  const balance = account.balances[batch.currency] ?? "0.00";
  if (isLess(balance, amount)) {
    emit(call, "Payments.Mccy.PaymentAssessmentFailed", 1, { Error: "Insufficient funds", ...failure });
    return;
  }
  const at = call.context.now().toISOString();
  account.balances[batch.currency] = subtract(balance, amount);
  const transaction: MccyTransaction = {
    id: transactionId,
    batchId: batch.id,
    accountId: account.id,
    endToEndId,
    amount,
    currency: batch.currency,
    debitCredit: "Debit",
    reference: payment.reference,
    counterparty: { name: creditor.name, ...(creditor.iban !== undefined && { iban: creditor.iban }) },
    status: "Settled",
    createdAt: at,
    settledAt: at,
  };
  call.ledger.mccyTransactions.push(transaction);
  const payload = mccyWebhookOf(transaction, account.iban, payment.debtorName);
  emit(call, "Payments.Mccy.TransactionCreated", 1, payload);
  emit(call, "Payments.Mccy.TransactionSettled", 1, {
    ...payload,
    TimestampSettled: at,
    TimestampSubmitted: at,
  });
}

function findAccount(
  { ledger }: ApiCall,
  { kind, identifier }: MccyPayment["accountIdentifier"],
): MccyAccount | undefined {
  return ledger.mccyAccounts.find(({ id, iban }) =>
    kind === "IBAN" ? iban === identifier : id === identifier.toLowerCase(),
  );
}

function validate(
  call: ApiCall,
  { currency }: Batch,
  account: MccyAccount | undefined,
  endToEndId: string,
): string[] {
  if (account === undefined) return ["Account does not belong to this institution"];
  return [
    ...(account.status === "Active" ? [] : ["Account is not enabled"]),
    ...(account.currencies.includes(currency) ? [] : ["Account has not this currency"]),
    ...(call.ledger.mccyTransactions.some((each) => each.endToEndId === endToEndId)
      ? ["EndToEndId already exists."]
      : []),
  ];
}

function failureOf({ id, currency }: Batch, payment: MccyPayment): object {
  const { creditor, debtorAddress } = payment;
  return {
    UltimateDebtorName: payment.debtorName,
    UltimateDebtorAccount: payment.accountIdentifier.identifier,
    UltimateDebtorAccountIdentifier: payment.accountIdentifier.kind,
    UltimateDebtorAddressLine1: debtorAddress.addressLine1,
    UltimateDebtorAddressLine2: debtorAddress.addressLine2,
    UltimateDebtorAddressLine3: debtorAddress.addressLine3 ?? null,
    UltimateDebtorPostCode: debtorAddress.postCode,
    UltimateDebtorCountryCode: debtorAddress.country,
    InstructedAmount: numeral(payment.amount),
    InstructedCurrency: currency,
    Reference: payment.reference,
    BatchId: id,
    EndToEndId: payment.endToEndId,
    SchemeEndToEndId: "",
    UltimateCreditorIBAN: creditor.iban ?? null,
    UltimateCreditorAccountNumber: creditor.accountNumber ?? null,
    UltimateCreditorBic: creditor.bic ?? null,
    UltimateCreditorName: creditor.name,
    UltimateCreditorAddressLine1: creditor.address.addressLine1,
    UltimateCreditorAddressLine2: creditor.address.addressLine2,
    UltimateCreditorAddressLine3: creditor.address.addressLine3 ?? null,
    UltimateCreditorPostCode: creditor.address.postCode,
    UltimateCreditorCountryCode: creditor.address.country,
  };
}

/** Payments settle at once here, so one that is known is past being cancelled. */
function cancel({ ledger }: ApiCall, { batchId, endToEndId }: Parameters): Reply {
  const isKnown = ledger.mccyTransactions.some(
    (each) => each.batchId === batchId && (endToEndId === undefined || each.endToEndId === endToEndId),
  );
  if (!isKnown) throw notFoundProblem("batchId", `There is no such payment in a batch ${batchId}.`);
  throw invalid({ batchId: ["What is settled cannot be cancelled."] }, rules.unprocessable);
}

export const mccyPaymentRoutes: readonly Route[] = [
  route("POST", "/v1/mccy/payments", submit),
  route("DELETE", "/v1/mccy/payments/{batchId}", cancel),
  route("DELETE", "/v1/mccy/payments/{batchId}/{endToEndId}", cancel),
];
