import type { Reply } from "../../wire/exchange.js";
import type { ApiCall } from "./call.js";
import { camt053 } from "./camt053.js";
import type { Statement, Transaction } from "./ledger.js";
import { parameter } from "./query.js";
import { readBody } from "./read-body.js";
import { invalid, notFound } from "./refuse.js";
import { type Parameters, type Route, route } from "./router.js";
import * as rules from "./rules.js";
import { object, text } from "./shape.js";

const moment = text({ pattern: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/ });
const request = object({ startDateTimeUtc: moment, endDateTimeUtc: moment }, { open: true });

const entriesPerPage = 100;

/** Accepted; Statements.ReadyForDownload says under which id it can be fetched. */
function ask(call: ApiCall): Reply {
  const { startDateTimeUtc, endDateTimeUtc } = readBody(call.exchange, request, rules.unprocessable);
  const from = Date.parse(startDateTimeUtc);
  const to = Date.parse(endDateTimeUtc);
  if (Number.isNaN(from) || Number.isNaN(to) || from >= to) {
    throw invalid({ endDateTimeUtc: ["Expected two dates, the end after the start."] }, rules.unprocessable);
  }
  if (from > call.context.now().getTime()) {
    throw invalid({ startDateTimeUtc: ["Expected a start that has come."] }, rules.unprocessable);
  }
  const statement: Statement = {
    messageId: call.context.random.uuid().replaceAll("-", "").slice(0, 31),
    from: startDateTimeUtc,
    to: endDateTimeUtc,
    createdAt: call.context.now().toISOString(),
  };
  call.ledger.statements.push(statement);
  call.changed();
  call.emit("Statements.ReadyForDownload", 1, {
    MessageId: statement.messageId,
    // Published as an integer and shown as a string: the example is what was sent.
    TotalPages: String(pagesOf(call, statement).length),
    StartDateTime: startDateTimeUtc,
    EndDateTime: endDateTimeUtc,
  });
  return { status: 202, headers: {}, body: "" };
}

function get(call: ApiCall, { messageId }: Parameters): Reply {
  const number = parameter(call, "pageNumber") ?? "";
  if (!/^[1-9]\d{0,5}$/.test(number)) throw invalid({ pageNumber: ["Expected a whole number from 1 up."] });
  const statement = call.ledger.statements.find((each) => each.messageId === messageId);
  const pages = statement && pagesOf(call, statement);
  const entries = pages?.[Number(number) - 1];
  if (statement === undefined || pages === undefined || entries === undefined) {
    throw notFound("There is no such statement, or it has no such page.");
  }
  const page = { number: Number(number), isLast: Number(number) === pages.length };
  const body = camt053(call.ledger, statement, entries, page);
  return { status: 200, headers: { "Content-Type": "application/xml" }, body };
}

/** At least one page, though nothing may have happened. */
function pagesOf({ ledger }: ApiCall, { from, to, createdAt }: Statement): Transaction[][] {
  const end = Math.min(Date.parse(to), Date.parse(createdAt));
  const entries = ledger.transactions.filter(({ settledAt }) => {
    const at = Date.parse(settledAt ?? "");
    return at >= Date.parse(from) && at <= end;
  });
  const count = Math.max(1, Math.ceil(entries.length / entriesPerPage));
  return Array.from({ length: count }, (_, index) =>
    entries.slice(index * entriesPerPage, (index + 1) * entriesPerPage),
  );
}

export const statementRoutes: readonly Route[] = [
  route("POST", "/v1/statementrequests", ask),
  route("GET", "/v1/statements/{messageId}", get),
];
