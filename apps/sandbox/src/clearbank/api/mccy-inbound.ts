import type { Reply } from "../../wire/exchange.js";
import type { ApiCall } from "./call.js";
import type { MccyTransaction } from "./ledger.js";
import { mccyCurrencies, requireMccyAccount } from "./mccy-common.js";
import { mccyWebhookOf } from "./mccy-webhook.js";
import { add, numeral } from "./money.js";
import { reply } from "./paging.js";
import { emit } from "./payment-webhooks.js";
import { readBody } from "./read-body.js";
import { invalid } from "./refuse.js";
import { type Parameters, type Route, route } from "./router.js";
import { amount, nullable, object, oneOf, optional, text } from "./shape.js";

const request = object({
  instructedCurrency: oneOf(mccyCurrencies),
  instructedAmount: amount("0.01", "999999999.99"),
  reference: nullable(text({ max: 140 })),
  endToEndId: nullable(text({ max: 15 })),
  ultimateCreditor: object({
    iban: text(),
    name: text({ min: 1, max: 140 }),
    address: nullable(text({ max: 70 })),
  }),
  ultimateDebtor: optional(
    object({ identifier: text(), name: text({ min: 1, max: 140 }), address: text({ min: 1, max: 70 }) }),
  ),
});

/** The simulation's own operation: a payment in another currency comes in. */
function receive(call: ApiCall, { accountUniqueId }: Parameters): Reply {
  const account = requireMccyAccount(call, accountUniqueId);
  const {
    instructedCurrency: currency,
    ultimateCreditor,
    ultimateDebtor,
    ...wanted
  } = readBody(call.exchange, request);
  if (ultimateCreditor.iban !== account.iban || !account.currencies.includes(currency)) {
    throw invalid({ ultimateCreditor: ["Expected the account's IBAN, and a currency that it has."] });
  }
  const at = call.context.now().toISOString();
  const transaction: MccyTransaction = {
    id: call.context.random.uuid(),
    batchId: call.context.random.uuid(),
    accountId: account.id,
    endToEndId: wanted.endToEndId ?? call.context.random.uuid().replaceAll("-", "").slice(0, 15),
    amount: wanted.instructedAmount,
    currency,
    debitCredit: "Credit",
    reference: wanted.reference ?? "",
    counterparty: { name: ultimateDebtor?.name ?? "" },
    status: "Settled",
    createdAt: at,
    settledAt: at,
  };
  account.balances[currency] = add(account.balances[currency] ?? "0.00", transaction.amount);
  call.ledger.mccyTransactions.push(transaction);
  call.changed();
  const payload = mccyWebhookOf(transaction, account.iban, ultimateCreditor.name);
  emit(call, "Payments.Mccy.TransactionCreated", 1, payload);
  emit(call, "Payments.Mccy.TransactionSettled", 1, {
    ...payload,
    TimestampSettled: at,
    TimestampSubmitted: at,
  });
  return reply(201, {
    transactionId: transaction.id,
    instructedCurrency: currency,
    instructedAmount: numeral(transaction.amount),
    reference: transaction.reference,
    endToEndId: transaction.endToEndId,
    ultimateCreditorIBAN: account.iban,
    ultimateCreditorName: ultimateCreditor.name,
    ultimateDebtorIdentifier: ultimateDebtor?.identifier ?? null,
    ultimateDebtorName: ultimateDebtor?.name ?? null,
    timestampCreated: at,
  });
}

export const mccyInboundRoutes: readonly Route[] = [
  route("POST", "/v1/mccy/inboundpayment/{accountUniqueId}", receive),
];
