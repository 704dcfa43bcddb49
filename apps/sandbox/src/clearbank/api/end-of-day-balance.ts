import type { Reply } from "../../wire/exchange.js";
import { requireAccount } from "./books.js";
import type { ApiCall } from "./call.js";
import type { Transaction } from "./ledger.js";
import { endOfDay } from "./local-time.js";
import { fromMinor, numeral, toMinor } from "./money.js";
import { reply, selfLink } from "./paging.js";
import { parameter } from "./query.js";
import { ApiRefusal } from "./refuse.js";
import { type Parameters, type Route, route } from "./router.js";
import * as rules from "./rules.js";

function get(call: ApiCall, parameters: Parameters): Reply {
  const account = requireAccount(call.ledger, parameters);
  const moment = readMoment(call);
  // From today's balance backwards: what was there at the start of the ledger has no transaction of its own.
  const later = call.ledger.transactions
    .filter(({ accountId, status }) => accountId === account.id && status !== "RJCT")
    .filter((each) => Date.parse(movedAt(each) ?? "") > moment.getTime())
    .reduce(
      (sum, { debitCredit, amount }) => sum + (debitCredit === "CRDT" ? 1n : -1n) * toMinor(amount),
      0n,
    );
  return reply(200, {
    endOfDayBalance: {
      amount: numeral(fromMinor(toMinor(account.balance) - later)),
      balanceAsOf: moment.toISOString(),
    },
    halLinks: [selfLink(call)],
  });
}

/** When it changed the balance: a debit is set aside at once, a credit counts once it is settled. */
function movedAt({ debitCredit, createdAt, settledAt }: Transaction): string | undefined {
  return debitCredit === "DBIT" ? createdAt : settledAt;
}

function readMoment(call: ApiCall): Date {
  const date = parameter(call, "date") ?? "";
  const timeZone = parameter(call, "timeZone") ?? "UTC";
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(Date.parse(date));
  const moment = isDate ? inZone(date, timeZone) : undefined;
  if (isDate && moment === undefined) {
    throw refusal("TIMEZONE_INVALID", "The time zone is no IANA identifier that is known here.");
  }
  if (moment === undefined || moment > call.context.now()) {
    throw refusal("DATE_INVALID", "The date is none of the form yyyy-mm-dd, or its end has not come yet.");
  }
  return moment;
}

function inZone(date: string, timeZone: string): Date | undefined {
  try {
    return endOfDay(date, timeZone);
  } catch {
    return undefined;
  }
}

function refusal(code: string, message: string): ApiRefusal {
  return new ApiRefusal(rules.endOfDay, message, reply(422, { errors: [{ code, message }] }));
}

export const endOfDayRoutes: readonly Route[] = [
  route("GET", "/accounts/sterling/v1/accounts/{accountId}/end-of-day-balance", get),
];
