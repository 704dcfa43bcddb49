import { quoted, Refusal } from "../wire/refusal.js";
import type { HandlersOf, IssuingCall } from "./call.js";
import { parseDateTime } from "./date-times.js";
import { accounts, requireNamed } from "./find.js";
import { isWithin, period } from "./periods.js";
import { embedded } from "./project.js";
import * as rules from "./rules.js";
import type { IssuerState, PostedOperation, Statement, WireObject } from "./state.js";
import { viewOperation } from "./views.js";

export const statementHandlers: HandlersOf<"statements"> = {
  "statements.list": (call) =>
    closed(call)
      .filter(({ cycleClosureDate }) => isWithin(cycleClosureDate, period(call.query)))
      .map((each) => view(call.issuer, each)),
  "statements.retrieve": (call) => view(call.issuer, requireClosed(call)),
  "statements.retrieveLast": (call) => view(call.issuer, requireLast(call)),
  "statements.retrieveNext": (call) => view(call.issuer, requireNext(call)),
  "statements.listOperations": (call) => {
    const excluded = (call.query.excludeOperationKinds ?? []) as readonly string[];
    return operationsOf(call, requireClosed(call))
      .filter(({ operationKind }) => !excluded.includes(operationKind))
      .map((each) => viewOperation(call.issuer, each));
  },
  "statements.listLastOperations": (call) =>
    operationsOf(call, requireLast(call)).map((each) => viewOperation(call.issuer, each)),
  "statements.listNextOperations": (call) =>
    operationsOf(call, requireNext(call)).map((each) => viewOperation(call.issuer, each)),
};

function view({ issuerId }: IssuerState, statement: Statement): WireObject {
  return { issuerId, ...statement, reprintHistory: embedded(() => statement.reprintHistory) };
}

/** The statements of the account in the path, oldest first: of cycles that are over, and of the open one. */
function ofAccount({ issuer, names }: IssuingCall): readonly Statement[] {
  const { accountReference } = requireNamed(accounts, issuer, names).accountIdentifier;
  return issuer.statements.filter((each) => each.accountIdentifier.accountReference === accountReference);
}

function isClosed({ cycleClosureDate }: Statement, { context }: IssuingCall): boolean {
  return Date.parse(cycleClosureDate) <= context.now().getTime();
}

function closed(call: IssuingCall): readonly Statement[] {
  return ofAccount(call).filter((each) => isClosed(each, call));
}

function requireClosed(call: IssuingCall): Statement {
  const { cycleClosureDate = "" } = call.names;
  const time = parseDateTime(cycleClosureDate);
  if (time === undefined || !/T23:59:59Z$/.test(cycleClosureDate)) {
    throw new Refusal(
      rules.closureDate,
      `Expected a closure date like 2026-01-31T23:59:59Z, got ${quoted(cycleClosureDate)}.`,
    );
  }
  const found = closed(call).find((each) => Date.parse(each.cycleClosureDate) === time.getTime());
  return requireStatement(found, `no cycle that closed at ${cycleClosureDate}`);
}

function requireLast(call: IssuingCall): Statement {
  return requireStatement(closed(call).at(-1), "no cycle that has closed");
}

function requireNext(call: IssuingCall): Statement {
  const open = ofAccount(call).find((each) => !isClosed(each, call));
  return requireStatement(open, "no open cycle");
}

function requireStatement(found: Statement | undefined, missing: string): Statement {
  if (found !== undefined) return found;
  throw new Refusal(rules.notFound, `The account has ${missing}.`);
}

/** What was posted to the statement's account after the cycle before it, and not after its own. */
function operationsOf({ issuer }: IssuingCall, statement: Statement): readonly PostedOperation[] {
  const after = Date.parse(statement.previousCycleClosureDate);
  const until = Date.parse(statement.cycleClosureDate);
  return issuer.operations.filter(({ postingAccountIdentifier, postingDate }) => {
    const time = Date.parse(postingDate);
    const isOfAccount =
      postingAccountIdentifier.accountReference === statement.accountIdentifier.accountReference;
    return isOfAccount && after < time && time <= until;
  });
}
