import type { Reply } from "../../wire/exchange.js";
import { legalOwnerType, ownerPattern, relationshipType } from "./account-requests.js";
import { isTaken, requireAccount, requireVirtualAccount } from "./books.js";
import type { ApiCall } from "./call.js";
import { bbanOf, ibanOf, ibanProblem, isBban, sortCodeOf } from "./identifiers.js";
import type { Account, VirtualAccount } from "./ledger.js";
import { accepted, link, noContent, pageReply, reply, selfLink } from "./paging.js";
import { readBody } from "./read-body.js";
import { notFoundProblem } from "./refuse.js";
import { type Parameters, type Route, route } from "./router.js";
import { list, object, optional, type Read, text } from "./shape.js";

const owner = text({ min: 1, max: 140, pattern: ownerPattern });

const wantedAccount = object(
  {
    ownerName: owner,
    accountIdentifier: object(
      {
        iban: optional(text()),
        bban: optional(text()),
        proprietaryIdentifier: optional(text()),
        externalIdentifier: optional(text({ max: 50 })),
      },
      { open: true },
    ),
  },
  { open: true },
);

const createRequest = object({ virtualAccounts: list(wantedAccount) }, { open: true });

const patchRequest = object(
  {
    ownerName: optional(owner),
    legalOwnerType: optional(legalOwnerType),
    relationshipType: optional(relationshipType),
  },
  { open: true },
);

type Wanted = Read<typeof wantedAccount>;

/** Accepts the batch; a webhook for each account says what became of it. */
function create(call: ApiCall, parameters: Parameters): Reply {
  const account = requireAccount(call.ledger, parameters);
  const { virtualAccounts } = readBody(call.exchange, createRequest);
  for (const wanted of virtualAccounts) createOne(call, account, wanted);
  call.changed();
  return accepted(call);
}

function createOne(call: ApiCall, account: Account, wanted: Wanted): void {
  const { ownerName, accountIdentifier } = wanted;
  const { iban, externalIdentifier, proprietaryIdentifier } = accountIdentifier;
  const id = call.context.random.uuid();
  const at = call.context.now().toISOString();
  const bban = accountIdentifier.bban ?? (iban === undefined ? undefined : bbanOf(iban));
  const identifiers = {
    ...(bban !== undefined && { Iban: iban ?? ibanOf(bban), Bban: bban }),
    ...(externalIdentifier !== undefined && { ExternalIdentifier: externalIdentifier }),
  };
  const common = {
    AccountId: account.id,
    VirtualAccountId: id,
    AccountIdentifier: identifiers,
    OwnerName: ownerName,
  };
  const errors = problems(call, account, wanted);
  if (Object.keys(errors).length > 0) {
    call.emit("VirtualAccountCreationFailed", 3, { ...common, Errors: errors, Timestamp: at });
    return;
  }
  call.ledger.virtualAccounts.push({
    id,
    accountId: account.id,
    ownerName,
    ...(bban !== undefined && { iban: ibanOf(bban), bban }),
    ...(externalIdentifier !== undefined && { externalIdentifier }),
    ...(proprietaryIdentifier !== undefined && { proprietaryIdentifier }),
    legalOwnerType: "Personal",
    relationshipType: "Single",
    status: "Enabled",
    createdAt: at,
  });
  call.emit("VirtualAccountCreated", 3, { ...common, TimestampCreated: at });
}

/** In the codes of the webhook. */
function problems(
  { ledger }: ApiCall,
  account: Account,
  { accountIdentifier }: Wanted,
): Record<string, string> {
  const { iban, bban, externalIdentifier } = accountIdentifier;
  if (iban === undefined && bban === undefined) {
    return { AccountIdentifiers: "An IBAN or a BBAN is required" };
  }
  if (iban !== undefined && (!iban.startsWith("GB") || ibanProblem(iban) !== undefined)) {
    return { AccountIban: "Invalid IBAN" };
  }
  const basic = bban ?? bbanOf(iban ?? "");
  if (!isBban(basic) || (iban !== undefined && bbanOf(iban) !== basic)) {
    return { AccountBban: "Invalid BBAN" };
  }
  if (sortCodeOf(basic) !== sortCodeOf(account.bban)) {
    return { SortCodeDoesNotBelongToInstitution: "Invalid Sort Code" };
  }
  if (isTaken(ledger, basic)) return { AccountIdentifiers: "The account exists already" };
  const isUsed = ledger.virtualAccounts.some((each) => each.externalIdentifier === externalIdentifier);
  if (externalIdentifier !== undefined && isUsed) {
    return { ExternalVirtualAccountIdNotUnique: "The external identifier is in use" };
  }
  return {};
}

function patch(call: ApiCall, parameters: Parameters): Reply {
  const virtualAccount = requireVirtualAccount(call.ledger, parameters);
  const changes = readBody(call.exchange, patchRequest);
  virtualAccount.ownerName = changes.ownerName ?? virtualAccount.ownerName;
  virtualAccount.legalOwnerType = changes.legalOwnerType ?? virtualAccount.legalOwnerType;
  virtualAccount.relationshipType = changes.relationshipType ?? virtualAccount.relationshipType;
  call.changed();
  return noContent;
}

function disable(call: ApiCall, parameters: Parameters): Reply {
  requireVirtualAccount(call.ledger, parameters).status = "Disabled";
  call.changed();
  return noContent;
}

function get(call: ApiCall, { accountId, virtualAccountId }: Parameters): Reply {
  const found = call.ledger.virtualAccounts.find(
    (each) => each.id === virtualAccountId && each.accountId === accountId,
  );
  if (found === undefined) {
    throw notFoundProblem(
      "virtualAccountId",
      `The account ${accountId} has no virtual account ${virtualAccountId}.`,
    );
  }
  return reply(200, { account: describe(found), halLinks: [selfLink(call)] });
}

function describe({ id, ownerName, status, iban, bban, externalIdentifier }: VirtualAccount): object {
  const identifiers = { iban: iban ?? "", bban: bban ?? "", upic: "", cuid: externalIdentifier ?? "" };
  return { id, name: ownerName, label: ownerName, type: "CACC", status, currency: ["GBP"], ...identifiers };
}

export const virtualAccountRoutes: readonly Route[] = [
  route("POST", "/v2/Accounts/{accountId}/Virtual", create),
  route("GET", "/v2/Accounts/{accountId}/Virtual", (call, parameters) => {
    const { id } = requireAccount(call.ledger, parameters);
    const own = call.ledger.virtualAccounts.filter((each) => each.accountId === id);
    const template = `/v2/Accounts/${id}/Virtual/{virtualAccountId}`;
    return pageReply(call, "accounts", own, describe, { links: [link(call, "VirtualAccount", template)] });
  }),
  route("GET", "/v2/Accounts/{accountId}/Virtual/{virtualAccountId}", get),
  route("GET", "/v1/Accounts/Virtual", (call) =>
    pageReply(call, "accounts", call.ledger.virtualAccounts, describe),
  ),
  route("PATCH", "/v1/Accounts/{accountId}/Virtual/{virtualAccountId}", patch),
  route("DELETE", "/v1/Accounts/{accountId}/Virtual/{virtualAccountId}", disable),
];
