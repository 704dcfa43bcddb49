import type { Reply } from "../../wire/exchange.js";
import { requireAccount, requireHolder } from "./books.js";
import type { ApiCall } from "./call.js";
import { accountNumberOf, bbanOf, isBban, sortCodeOf } from "./identifiers.js";
import type { Party, Transaction } from "./ledger.js";
import { numeral } from "./money.js";
import { link, pageReply, reply, selfLink } from "./paging.js";
import { isInAskedTime, parameter } from "./query.js";
import { invalid, notFoundProblem } from "./refuse.js";
import { type Parameters, type Route, route } from "./router.js";

const schemes: readonly string[] = ["Transfer", "FasterPayments", "Bacs", "Chaps"];

/** Those that the query asks for, newest first. */
function select(call: ApiCall, transactions: readonly Transaction[]): Transaction[] {
  const isAskedFor = isInAskedTime(call);
  const scheme = parameter(call, "paymentMethodType");
  const endToEndId = parameter(call, "endToEndIdentifier");
  if (scheme !== undefined && !schemes.includes(scheme)) {
    throw invalid({ paymentMethodType: [`Expected one of ${schemes.join(", ")}.`] });
  }
  return transactions
    .filter(({ createdAt }) => isAskedFor(createdAt))
    .filter((each) => scheme === undefined || each.scheme === scheme)
    .filter((each) => endToEndId === undefined || each.endToEndId === endToEndId)
    .reverse();
}

function listOf(call: ApiCall, transactions: readonly Transaction[]): Reply {
  const template = `/v2/Accounts/{accountId}/Transactions/{transactionId}`;
  return pageReply(call, "transactions", select(call, transactions), (each) => describe(call, each), {
    links: [link(call, "Transaction", template)],
  });
}

function listOfHolder(call: ApiCall, parameters: Parameters): Reply {
  return listOf(call, ofHolder(call, parameters));
}

function ofHolder(call: ApiCall, parameters: Parameters): Transaction[] {
  const { account, virtualAccount } = requireHolder(call.ledger, parameters);
  return call.ledger.transactions.filter(
    (each) =>
      each.accountId === account.id &&
      (virtualAccount === undefined || each.virtualAccountId === virtualAccount.id),
  );
}

function get(call: ApiCall, parameters: Parameters): Reply {
  const { transactionId } = parameters;
  const found = ofHolder(call, parameters).find(({ id }) => id === transactionId);
  if (found === undefined) {
    throw notFoundProblem("transactionId", `There is no transaction ${transactionId} here.`);
  }
  return reply(200, { transaction: describe(call, found), halLinks: [selfLink(call)] });
}

function describe({ ledger }: ApiCall, transaction: Transaction): object {
  const { accountId, virtualAccountId, counterparty, debitCredit } = transaction;
  const own =
    ledger.virtualAccounts.find(({ id }) => id === virtualAccountId) ?? requireAccount(ledger, { accountId });
  const ultimate = { id: own.id, iban: own.iban ?? "", bban: own.bban ?? "" };
  return {
    amount: { instructedAmount: numeral(transaction.amount), currency: "GBP" },
    counterpartAccount: { identification: identificationOf(counterparty, transaction.reference) },
    debitCreditCode: debitCredit,
    endToEndIdentifier: transaction.endToEndId,
    transactionId: transaction.id,
    transactionReference: transaction.reference,
    transactionTime: transaction.settledAt ?? transaction.createdAt,
    status: transaction.status,
    ...(debitCredit === "CRDT"
      ? { ultimateBeneficiaryAccount: ultimate }
      : { ultimateRemitterAccount: ultimate }),
  };
}

function identificationOf({ name, iban, bban }: Party, reference: string): object {
  const basic = bban ?? (iban?.startsWith("GB") ? bbanOf(iban) : undefined);
  return {
    ...(iban !== undefined && { iban }),
    accountName: name,
    ...(basic !== undefined &&
      isBban(basic) && { sortCode: sortCodeOf(basic), accountNumber: accountNumberOf(basic) }),
    reference,
  };
}

export const transactionRoutes: readonly Route[] = [
  route("GET", "/v1/Transactions", (call) =>
    pageReply(call, "transactions", select(call, call.ledger.transactions), ({ id, status }) => ({
      transactionId: id,
      status,
    })),
  ),
  route("GET", "/v2/Transactions", (call) => listOf(call, call.ledger.transactions)),
  route("GET", "/v2/Accounts/{accountId}/Transactions", listOfHolder),
  route("GET", "/v2/Accounts/{accountId}/Virtual/{virtualAccountId}/Transactions", listOfHolder),
  route("GET", "/v2/Accounts/{accountId}/Transactions/{transactionId}", get),
  route("GET", "/v2/Accounts/{accountId}/Virtual/{virtualAccountId}/Transactions/{transactionId}", get),
];
