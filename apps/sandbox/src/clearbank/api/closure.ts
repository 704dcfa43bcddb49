import type { Reply } from "../../wire/exchange.js";
import { closeAccount, nominateAccount } from "./account-requests.js";
import { requireAccount } from "./books.js";
import type { ApiCall } from "./call.js";
import { bbanOf, ibanProblem } from "./identifiers.js";
import type { Account, NominatedAccount } from "./ledger.js";
import { toMinor } from "./money.js";
import { reply, selfLink } from "./paging.js";
import { fromBban } from "./party-account.js";
import { send } from "./payments.js";
import { readBody } from "./read-body.js";
import { invalid, notFound } from "./refuse.js";
import { type Parameters, type Route, route } from "./router.js";
import * as rules from "./rules.js";

function nominate(call: ApiCall, parameters: Parameters): Reply {
  const account = requireAccount(call.ledger, parameters);
  const wanted = readBody(call.exchange, nominateAccount);
  const at = call.context.now().toISOString();
  account.nominated = { ...wanted, createdAt: account.nominated?.createdAt ?? at, modifiedAt: at };
  call.changed();
  return reply(200, { nominatedAccount: wanted, halLinks: [selfLink(call)] });
}

function getNominated(call: ApiCall, parameters: Parameters): Reply {
  const { id, nominated } = requireAccount(call.ledger, parameters);
  if (nominated === undefined) throw notFound(`The account ${id} has no nominated account.`);
  const { identifier, identifierKind, ownerName, createdAt, modifiedAt } = nominated;
  const described = {
    identifier,
    identifierKind,
    ownerName,
    createdDateTime: createdAt,
    modifiedDateTime: modifiedAt,
  };
  return reply(200, { nominatedAccount: { accountId: id, ...described }, halLinks: [selfLink(call)] });
}

/** Accepted; a webhook says whether the account is closed. What is in it goes to the nominated account. */
function close(call: ApiCall, parameters: Parameters): Reply {
  const account = requireAccount(call.ledger, parameters);
  const { closureReason } = readBody(call.exchange, closeAccount);
  if (account.status === "Closed") {
    throw invalid({ accountId: ["The account is closed already."] }, rules.conflict);
  }
  const failures = emptyOut(call, account);
  account.modifiedAt = call.context.now().toISOString();
  account.closure = { status: failures.length === 0 ? "Complete" : "Failed", failures };
  if (failures.length === 0) {
    account.status = "Closed";
    account.statusReason = closureReason;
  }
  call.changed();
  const common = {
    AccountId: account.id,
    ClosureReason: closureReason,
    AccountModifiedDateTime: account.modifiedAt,
  };
  if (failures.length === 0) call.emit("AccountClosureCompleted", 1, common);
  else call.emit("AccountClosureFailed", 1, { ...common, ClosureFailureReasons: failures });
  return reply(202, {
    accountClosure: { accountId: account.id, closureReason, closureStatus: "Pending" },
    halLinks: [selfLink(call)],
  });
}

/** Sends away what is in the account. @returns why it cannot be */
function emptyOut(call: ApiCall, account: Account): string[] {
  if (toMinor(account.balance) === 0n) return [];
  if (account.nominated === undefined) return [`Account ${account.id} does not have a nominated account set`];
  const target = targetOf(account.nominated);
  if (target === undefined) return [`The nominated account of ${account.id} cannot be paid to`];
  // The minimum balance holds as long as the account is open, and it is being closed.
  account.minimumBalance = "0.00";
  const { failed } = send(call, {
    holder: { account },
    scheme: "FasterPayments",
    endToEndId: call.context.random.uuid().replaceAll("-", ""),
    amount: account.balance,
    reference: "Account closure",
    creditor: { name: account.nominated.ownerName, ...target },
    isHeld: false,
  });
  return failed === undefined ? [] : [`The money of ${account.id} cannot be paid out`];
}

function targetOf({ identifier }: NominatedAccount): { iban: string; bban: string } | undefined {
  return ibanProblem(identifier) === undefined
    ? { iban: identifier, bban: bbanOf(identifier) }
    : fromBban(identifier);
}

function getClosure(call: ApiCall, parameters: Parameters): Reply {
  const { id, status, closure, modifiedAt } = requireAccount(call.ledger, parameters);
  return reply(200, {
    accountClosure: {
      accountId: id,
      accountStatus: status,
      closureStatus: closure?.status ?? "None",
      closureFailureReasons: closure?.failures ?? [],
      accountModifiedDateTime: modifiedAt,
    },
    halLinks: [selfLink(call)],
  });
}

export const closureRoutes: readonly Route[] = [
  route("GET", "/v1/accounts/{accountId}/nominated-account", getNominated),
  route("PUT", "/v1/accounts/{accountId}/nominated-account", nominate),
  route("GET", "/v1/accounts/{accountId}/closure", getClosure),
  route("POST", "/v1/accounts/{accountId}/closure", close),
];
