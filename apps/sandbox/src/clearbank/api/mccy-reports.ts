import type { Reply } from "../../wire/exchange.js";
import type { ApiCall } from "./call.js";
import type { MccyTransaction } from "./ledger.js";
import { requireMccyAccount } from "./mccy-common.js";
import { numeral } from "./money.js";
import { pageOf, reply } from "./paging.js";
import { isInAskedTime, parameter } from "./query.js";
import { readBody } from "./read-body.js";
import { invalid, notFoundProblem } from "./refuse.js";
import { type Parameters, type Route, route } from "./router.js";
import { integer, object, text } from "./shape.js";

const statementRequest = object({
  year: integer(2019, 9999),
  month: integer(1, 12),
  format: text({ min: 3, max: 3, pattern: /csv/ }),
  currency: text({ min: 3, max: 3 }),
});

const dayMs = 24 * 60 * 60_000;

/** Accepted; a webhook brings the address of the file. */
function askForStatement(call: ApiCall, { iban }: Parameters): Reply {
  const { year, month, format, currency } = readBody(call.exchange, statementRequest);
  if (iban !== undefined && !call.ledger.mccyAccounts.some((each) => each.iban === iban)) {
    throw notFoundProblem("iban", "This institution has no multi-currency account of this IBAN.");
  }
  const name = `Statement_${currency}_${year}_${String(month).padStart(2, "0")}_${call.context.random.uuid()}.${format}`;
  call.emit(
    iban === undefined ? "MCCY.Statements.InstitutionStatement" : "MCCY.Statements.AccountStatement",
    1,
    {
      // The name can never be looked up: the file itself is not played.
      Uri: `https://statements.invalid/${name}`,
      ValidUntilDate: new Date(call.context.now().getTime() + dayMs).toISOString(),
      Year: year,
      Month: month,
      Currency: currency,
      Format: format,
      ...(iban !== undefined && { AccountIban: iban }),
    },
  );
  return { status: 202, headers: {}, body: "" };
}

function listTransactions(call: ApiCall, { accountId }: Parameters): Reply {
  const account = requireMccyAccount(call, accountId);
  const currency = requireCurrency(call);
  const isAskedFor = isInAskedTime(call);
  const own = call.ledger.mccyTransactions.filter(
    (each) => each.accountId === account.id && each.currency === currency && isAskedFor(each.createdAt),
  );
  return reply(200, { transactions: pageOf(call, own.reverse()).items.map((each) => describe(call, each)) });
}

/** Payments are made from and to real accounts here, so a virtual one has none. */
function listOfVirtual(call: ApiCall, { virtualAccountId }: Parameters): Reply {
  if (!call.ledger.mccyVirtualAccounts.some(({ id }) => id === virtualAccountId)) {
    throw notFoundProblem("virtualAccountId", `This institution has no virtual account ${virtualAccountId}.`);
  }
  requireCurrency(call);
  return reply(200, { transactions: [] });
}

function requireCurrency(call: ApiCall): string {
  const currency = parameter(call, "Currency");
  if (currency === undefined) throw invalid({ Currency: ["This parameter is required."] });
  return currency;
}

function get(call: ApiCall, { transactionId }: Parameters): Reply {
  const found = call.ledger.mccyTransactions.find(({ id }) => id === transactionId);
  if (found === undefined) {
    throw notFoundProblem("transactionId", `There is no transaction ${transactionId}.`);
  }
  return reply(200, describe(call, found));
}

function describe({ ledger }: ApiCall, transaction: MccyTransaction): object {
  const { counterparty, debitCredit } = transaction;
  const account = ledger.mccyAccounts.find(({ id }) => id === transaction.accountId);
  const named = (iban: string | undefined) =>
    iban === undefined ? [] : [{ identifier: iban, kind: "IBAN" }];
  const own = { iban: account?.iban, name: account?.owner ?? "" };
  const [payer, payee] = debitCredit === "Debit" ? [own, counterparty] : [counterparty, own];
  return {
    transactionId: transaction.id,
    accountId: transaction.accountId,
    virtualAccountId: null,
    endToEndId: transaction.endToEndId,
    // One that was left out is blank, and a blank is too short for what is published.
    reference: transaction.reference === "" ? "-" : transaction.reference,
    ultimateBeneficiary: { accountIdentifiers: named(payee.iban), payeeName: payee.name },
    ultimateRemitter: { accountIdentifiers: named(payer.iban), payerName: payer.name },
    amount: numeral(transaction.amount),
    currency: transaction.currency,
    actualPaymentMethod: "Partner 1",
    requestedPaymentMethod: "Partner 1",
    kind: debitCredit,
    createdAt: transaction.createdAt,
    identifiers: [],
    additionalProperties: [],
    settledAt: transaction.settledAt ?? null,
    status: transaction.status,
  };
}

export const mccyReportRoutes: readonly Route[] = [
  route("POST", "/mccy/v1/StatementRequests", askForStatement),
  route("POST", "/mccy/v1/StatementRequests/account/{iban}", askForStatement),
  route("GET", "/mccy/v1/Accounts/{accountId}/transactions", listTransactions),
  route("GET", "/mccy/v1/VirtualAccounts/{virtualAccountId}/transactions", listOfVirtual),
  route("GET", "/mccy/v1/Transactions/{transactionId}", get),
];
