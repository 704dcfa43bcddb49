import type { Reply } from "../../wire/exchange.js";
import { createAccount, patchAccount } from "./account-requests.js";
import { isTaken, requireAccount } from "./books.js";
import type { ApiCall, Opening } from "./call.js";
import { bankCode, ibanOf, newBban } from "./identifiers.js";
import type { Account } from "./ledger.js";
import { numeral } from "./money.js";
import { link, noContent, pageReply, reply, selfLink } from "./paging.js";
import { readBody } from "./read-body.js";
import { ApiRefusal, notFoundProblem } from "./refuse.js";
import { type Parameters, type Route, route } from "./router.js";
import * as rules from "./rules.js";

interface NewAccount {
  readonly name: string;
  readonly ownerName: string;
  readonly sortCode: string;
  readonly usageType?: string;
}

/** An open account without money. */
export function openAccount({ ledger, context }: Opening, wanted: NewAccount): Account {
  const at = context.now().toISOString();
  const bban = newBban(context.random, `${bankCode}${wanted.sortCode}`, (each) => isTaken(ledger, each));
  const account: Account = {
    id: context.random.uuid(),
    name: wanted.name,
    label: wanted.ownerName,
    ownerName: wanted.ownerName,
    iban: ibanOf(bban),
    bban,
    usageType: wanted.usageType ?? "YourFunds",
    legalOwnerType: "Business",
    relationshipType: "Single",
    status: "Enabled",
    statusReason: "NotProvided",
    balance: "0.00",
    balanceUpdatedAt: at,
    minimumBalance: "0.00",
    createdAt: at,
    modifiedAt: at,
  };
  ledger.accounts.push(account);
  return account;
}

function create(call: ApiCall): Reply {
  const { accountName, owner, sortCode, usageType } = readBody(call.exchange, createAccount);
  const account = openAccount(call, {
    name: accountName,
    ownerName: owner.name,
    sortCode,
    ...(usageType !== undefined && { usageType }),
  });
  call.changed();
  call.emit("AccountCreated", 1, {
    AccountId: account.id,
    AccountName: account.name,
    AccountHolderLabel: account.label,
    AccountIdentifiers: { IBAN: account.iban, BBAN: account.bban },
    TimestampCreated: account.createdAt,
    AccountType: "CurrentAccount",
  });
  return reply(201, { account: describe(account), halLinks: [selfLink(call)] });
}

function patch(call: ApiCall, parameters: Parameters): Reply {
  const account = requireAccount(call.ledger, parameters);
  const changes = readBody(call.exchange, patchAccount);
  if (account.status === "Closed") {
    throw new ApiRefusal(
      rules.conflict,
      `The account ${account.id} is closed; open another one.`,
      reply(409, {
        type: "about:blank",
        title: "Conflict",
        status: 409,
        errors: {},
      }),
    );
  }
  if (changes.status !== undefined && changes.status !== "NotProvided") account.status = changes.status;
  account.statusReason = changes.statusReason ?? account.statusReason;
  account.ownerName = changes.ownerName ?? account.ownerName;
  account.legalOwnerType = changes.legalOwnerType ?? account.legalOwnerType;
  account.relationshipType = changes.relationshipType ?? account.relationshipType;
  account.minimumBalance = changes.minimumBalance ?? account.minimumBalance;
  account.modifiedAt = call.context.now().toISOString();
  call.changed();
  return noContent;
}

function getV2(call: ApiCall, { accountId }: Parameters): Reply {
  const account = call.ledger.accounts.find(({ id }) => id === accountId);
  if (account === undefined) {
    throw notFoundProblem("accountId", `This institution has no account ${accountId}.`);
  }
  return reply(200, { account: describeV2(account), halLinks: [selfLink(call)] });
}

function describeV2(account: Account): object {
  const { id, name, label, iban, bban, balance } = account;
  const balances = [{ name, amount: numeral(balance), currency: "GBP", status: "VALU" }];
  return { id, name, label, type: "CACC", currency: ["GBP"], balances, iban, bban, upic: "", cuid: "" };
}

function describe(account: Account): object {
  const { name, minimumBalance } = account;
  return {
    ...describeV2(account),
    balances: [
      {
        name,
        amount: numeral(account.balance),
        currency: "GBP",
        status: "VALU",
        balanceLastUpdatedAt: account.balanceUpdatedAt,
      },
    ],
    minimumBalance: { name, amount: numeral(minimumBalance), currency: "GBP", status: "VALU" },
    productType: "Operating",
    accountSubType: account.usageType,
    legalOwnerType: account.legalOwnerType,
    relationshipType: account.relationshipType,
    status: account.status,
    statusReason: account.statusReason,
    timestampCreated: account.createdAt,
    timestampModified: account.modifiedAt,
  };
}

export const accountRoutes: readonly Route[] = [
  route("GET", "/v3/Accounts", (call) =>
    pageReply(call, "accounts", call.ledger.accounts, describe, {
      links: [
        link(call, "Account", "/v3/Accounts/{accountId}"),
        link(call, "Transactions", "/v2/Accounts/{accountId}/Transactions"),
        link(call, "Mandates", "/v2/Accounts/{accountId}/Mandates"),
      ],
    }),
  ),
  route("POST", "/v3/Accounts", create),
  route("GET", "/v3/Accounts/{accountId}", (call, parameters) =>
    reply(200, { account: describe(requireAccount(call.ledger, parameters)), halLinks: [selfLink(call)] }),
  ),
  route("PATCH", "/v1/Accounts/{accountId}", patch),
  route("GET", "/v2/Accounts", (call) =>
    pageReply(call, "accounts", call.ledger.accounts, describeV2, {
      links: [link(call, "Account", "/v2/Accounts/{accountId}")],
    }),
  ),
  route("GET", "/v2/Accounts/{accountId}", getV2),
];
