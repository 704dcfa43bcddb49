import type { Reply } from "../../wire/exchange.js";
import type { ApiCall } from "./call.js";
import type { MccyVirtualAccount } from "./ledger.js";
import { describeStatus, newMccyIban, requireMccyAccount, setStatus, statusRequest } from "./mccy-common.js";
import { noContent, reply } from "./paging.js";
import { parameter } from "./query.js";
import { readBody } from "./read-body.js";
import { notFoundProblem } from "./refuse.js";
import { type Parameters, type Route, route } from "./router.js";
import { list, nullable, object, text, uuid } from "./shape.js";

const owner = text({ min: 1, max: 140 });

const createRequest = object({
  accountId: uuid,
  virtualAccount: object({
    owner,
    identifiers: nullable(list(object({ identifier: text({ min: 1, max: 50 }), kind: text() }))),
  }),
});

const patchRequest = object({ owner });

function create(call: ApiCall): Reply {
  const { accountId, virtualAccount } = readBody(call.exchange, createRequest);
  const account = requireMccyAccount(call, accountId);
  const at = call.context.now().toISOString();
  const created: MccyVirtualAccount = {
    id: call.context.random.uuid(),
    accountId: account.id,
    owner: virtualAccount.owner,
    iban: newMccyIban(call),
    status: "Active",
    statusReason: "",
    statusInformation: "",
    createdAt: at,
    modifiedAt: at,
  };
  call.ledger.mccyVirtualAccounts.push(created);
  call.changed();
  call.emit("Accounts.VirtualAccountCreated", 1, webhookOf(created));
  return reply(201, describe(created));
}

function patch(call: ApiCall, parameters: Parameters): Reply {
  const found = requireIt(call, parameters);
  found.owner = readBody(call.exchange, patchRequest).owner;
  found.modifiedAt = call.context.now().toISOString();
  return updated(call, found);
}

function changeStatus(call: ApiCall, parameters: Parameters): Reply {
  const found = requireIt(call, parameters);
  setStatus(call, found, readBody(call.exchange, statusRequest));
  return updated(call, found);
}

function close(call: ApiCall, parameters: Parameters): Reply {
  const found = requireIt(call, parameters);
  setStatus(call, found, {
    status: "Closed",
    statusReason: parameter(call, "accountCloseReason") ?? "Other",
  });
  updated(call, found);
  return noContent;
}

function updated(call: ApiCall, it: MccyVirtualAccount): Reply {
  call.changed();
  call.emit("Accounts.VirtualAccountUpdated", 1, {
    ...webhookOf(it),
    TimestampModified: it.modifiedAt,
    StatusReason: it.statusReason === "" ? null : it.statusReason,
    StatusInformation: it.statusInformation === "" ? null : it.statusInformation,
  });
  return reply(200, describe(it));
}

/** @throws ApiRefusal */
function requireIt({ ledger }: ApiCall, { virtualAccountId }: Parameters): MccyVirtualAccount {
  const found = ledger.mccyVirtualAccounts.find(({ id }) => id === virtualAccountId);
  if (found !== undefined) return found;
  throw notFoundProblem("virtualAccountId", `This institution has no virtual account ${virtualAccountId}.`);
}

function describe(it: MccyVirtualAccount): object {
  const { id, accountId, iban } = it;
  const identifiers = [{ identifier: iban, kind: "Iban" }];
  return { id, accountId, owner: it.owner, identifiers, ...describeStatus(it) };
}

function webhookOf({ id, accountId, owner: name, status, iban, createdAt }: MccyVirtualAccount): object {
  return {
    VirtualAccountId: id,
    AccountId: accountId,
    Owner: name,
    Status: status,
    Identifiers: [{ Identifier: iban, Kind: "Iban" }],
    TimestampCreated: createdAt,
  };
}

export const mccyVirtualAccountRoutes: readonly Route[] = [
  route("POST", "/mccy/v1/VirtualAccounts", create),
  route("GET", "/mccy/v1/VirtualAccounts/{virtualAccountId}", (call, parameters) =>
    reply(200, describe(requireIt(call, parameters))),
  ),
  route("PATCH", "/mccy/v1/VirtualAccounts/{virtualAccountId}", patch),
  route("DELETE", "/mccy/v1/VirtualAccounts/{virtualAccountId}", close),
  route("PATCH", "/mccy/v1/VirtualAccounts/{virtualAccountId}/status", changeStatus),
];
