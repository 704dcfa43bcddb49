import type { Reply } from "../../wire/exchange.js";
import type { ApiCall } from "./call.js";
import type { MccyAccount, MccyTransaction } from "./ledger.js";
import { mccyCurrencies } from "./mccy-common.js";
import { add, isLess, numeral, subtract } from "./money.js";
import { emit } from "./payment-webhooks.js";
import { readBody } from "./read-body.js";
import { invalid } from "./refuse.js";
import { type Route, route } from "./router.js";
import * as rules from "./rules.js";
import { amount, nullable, object, oneOf, optional, type Read, text, uuid } from "./shape.js";

const byId = object({
  kind: text({ min: 1 }),
  identifier: uuid,
});

const transferRequest = object({
  debitAccountIban: nullable(text()),
  debitAccountOther: optional(byId),
  creditAccountIban: nullable(text()),
  creditAccountOther: optional(byId),
  instructedAmount: amount("0.01", "999999999.99"),
  instructedCurrency: oneOf(mccyCurrencies),
  endToEndId: text({ min: 1, max: 35, pattern: /[A-Za-z0-9/\-?:.,"+ ]/ }),
  reference: nullable(text({ max: 140, pattern: /^[a-zA-Z0-9/?:\-., ]+/ })),
});

type Transfer = Read<typeof transferRequest>;

/** Between two accounts of the institution; a webhook says whether it was done. */
function transfer(call: ApiCall): Reply {
  const wanted = readBody(call.exchange, transferRequest);
  if (call.ledger.mccyTransactions.some(({ endToEndId }) => endToEndId === wanted.endToEndId)) {
    throw invalid({ endToEndId: ["A transfer of this id has been accepted already."] }, rules.conflict);
  }
  const from = find(call, wanted.debitAccountIban, wanted.debitAccountOther?.identifier);
  const to = find(call, wanted.creditAccountIban, wanted.creditAccountOther?.identifier);
  const reason = problemOf(wanted, from, to);
  if (reason !== undefined || from === undefined || to === undefined) {
    emit(call, "Mccy.InternalTransfers.Cancelled", 1, {
      CancellationCode: "AssessmentFailed",
      FailureReasons: [reason],
      ...webhookOf(wanted),
    });
  } else {
    move(call, wanted, from, to);
    emit(call, "Mccy.InternalTransfers.Settled", 1, webhookOf(wanted));
  }
  call.changed();
  return { status: 202, headers: {}, body: "" };
}

function find(
  { ledger }: ApiCall,
  byIban: string | undefined,
  other: string | undefined,
): MccyAccount | undefined {
  return ledger.mccyAccounts.find(({ id, iban }) => (byIban !== undefined ? iban === byIban : id === other));
}

function problemOf(
  { instructedCurrency, instructedAmount }: Transfer,
  from: MccyAccount | undefined,
  to: MccyAccount | undefined,
): string | undefined {
  if (from === undefined || to === undefined) return "Account does not belong to this institution";
  if (from.status !== "Active" || to.status !== "Active") return "Account is not enabled";
  if (!to.currencies.includes(instructedCurrency)) return "Account has not this currency";
  const isShort = isLess(from.balances[instructedCurrency] ?? "0.00", instructedAmount);
  return isShort ? "Not enough funds" : undefined;
}

function move(call: ApiCall, wanted: Transfer, from: MccyAccount, to: MccyAccount): void {
  const { instructedAmount: amountMoved, instructedCurrency: currency } = wanted;
  const at = call.context.now().toISOString();
  const common = {
    batchId: call.context.random.uuid(),
    endToEndId: wanted.endToEndId,
    amount: amountMoved,
    currency,
    reference: wanted.reference ?? "",
    status: "Settled",
    createdAt: at,
    settledAt: at,
  } as const;
  const { ledger, context } = call;
  const book = (own: MccyAccount, other: MccyAccount, debitCredit: MccyTransaction["debitCredit"]) =>
    ledger.mccyTransactions.push({
      ...common,
      id: context.random.uuid(),
      accountId: own.id,
      debitCredit,
      counterparty: { name: other.owner, iban: other.iban },
    });
  from.balances[currency] = subtract(from.balances[currency] ?? "0.00", amountMoved);
  to.balances[currency] = add(to.balances[currency] ?? "0.00", amountMoved);
  book(from, to, "Debit");
  book(to, from, "Credit");
}

function webhookOf(wanted: Transfer): object {
  const other = (given: Transfer["debitAccountOther"]) =>
    given && { Kind: given.kind, Identifier: given.identifier };
  return {
    EndToEndId: wanted.endToEndId,
    DebitAccountIban: wanted.debitAccountIban,
    DebitAccountOther: other(wanted.debitAccountOther),
    CreditAccountIban: wanted.creditAccountIban,
    CreditAccountOther: other(wanted.creditAccountOther),
    InstructedCurrency: wanted.instructedCurrency,
    InstructedAmount: numeral(wanted.instructedAmount),
    Reference: wanted.reference ?? null,
  };
}

export const mccyTransferRoutes: readonly Route[] = [route("POST", "/v1/mccy/internaltransfers", transfer)];
