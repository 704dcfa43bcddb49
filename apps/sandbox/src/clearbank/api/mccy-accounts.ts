import type { Reply } from "../../wire/exchange.js";
import type { ApiCall, Opening } from "./call.js";
import type { Amount, MccyAccount } from "./ledger.js";
import {
  addMccyCurrency,
  createMccyAccount,
  createMccyAccountV2,
  type NewMccyAccount,
  patchMccyAccount,
} from "./mccy-account-requests.js";
import {
  describeStatus,
  mccyCurrencies,
  newMccyIban,
  requireMccyAccount,
  setStatus,
  statusRequest,
} from "./mccy-common.js";
import { numeral, toMinor } from "./money.js";
import { noContent, pageOf, reply } from "./paging.js";
import { parameter } from "./query.js";
import { readBody } from "./read-body.js";
import { invalid } from "./refuse.js";
import { type Parameters, type Route, route } from "./router.js";
import * as rules from "./rules.js";

/** An open account, with nothing in any of its currencies. */
export function openMccyAccount(books: Opening, wanted: NewMccyAccount): MccyAccount {
  const at = books.context.now().toISOString();
  const account: MccyAccount = {
    id: books.context.random.uuid(),
    name: wanted.label,
    label: wanted.label,
    owner: wanted.owner,
    kind: wanted.kind,
    iban: newMccyIban(books),
    currencies: [...new Set(wanted.currencies)],
    balances: Object.fromEntries(wanted.currencies.map((currency): [string, Amount] => [currency, "0.00"])),
    status: "Active",
    statusReason: "",
    statusInformation: "",
    createdAt: at,
    modifiedAt: at,
  };
  books.ledger.mccyAccounts.push(account);
  return account;
}

function create(call: ApiCall, wanted: NewMccyAccount): MccyAccount {
  requireCurrencies(wanted.currencies);
  const account = openMccyAccount(call, wanted);
  call.changed();
  call.emit("Accounts.AccountCreated", 1, webhookOf(account));
  return account;
}

function requireCurrencies(currencies: readonly string[]): void {
  const known: readonly string[] = mccyCurrencies;
  const isPlayed =
    currencies.length > 0 && currencies.every((each) => known.includes(each) || each === "GBP");
  if (!isPlayed) {
    throw invalid({ currencies: [`Expected some of GBP, ${known.join(", ")}.`] }, rules.unprocessable);
  }
}

function patch(call: ApiCall, { accountId }: Parameters): Reply {
  const account = requireMccyAccount(call, accountId);
  const { label, owner } = readBody(call.exchange, patchMccyAccount);
  account.label = label;
  account.owner = owner;
  account.modifiedAt = call.context.now().toISOString();
  return updated(call, account);
}

function changeStatus(call: ApiCall, { accountId }: Parameters): Reply {
  const account = requireMccyAccount(call, accountId);
  setStatus(call, account, readBody(call.exchange, statusRequest));
  return updated(call, account);
}

function addCurrency(call: ApiCall, { accountId }: Parameters): Reply {
  const account = requireMccyAccount(call, accountId);
  const { currency } = readBody(call.exchange, addMccyCurrency);
  requireCurrencies([currency]);
  if (!account.currencies.includes(currency)) {
    account.currencies.push(currency);
    account.balances[currency] = "0.00";
  }
  return updated(call, account);
}

function updated(call: ApiCall, account: MccyAccount): Reply {
  call.changed();
  call.emit("Accounts.AccountUpdated", 1, {
    ...webhookOf(account),
    TimestampModified: account.modifiedAt,
    StatusReason: account.statusReason === "" ? null : account.statusReason,
    StatusInformation: account.statusInformation === "" ? null : account.statusInformation,
  });
  return reply(200, describe(account));
}

function close(call: ApiCall, { accountId }: Parameters): Reply {
  const account = requireMccyAccount(call, accountId);
  if (Object.values(account.balances).some((balance) => toMinor(balance) !== 0n)) {
    throw invalid({ accountId: ["An account with money in it cannot be closed."] }, rules.unprocessable);
  }
  setStatus(call, account, {
    status: "Closed",
    statusReason: parameter(call, "accountCloseReason") ?? "Other",
  });
  updated(call, account);
  return noContent;
}

function balances(call: ApiCall, { accountId }: Parameters): Reply {
  const entries = Object.entries(requireMccyAccount(call, accountId).balances);
  // Nothing is ever set aside here, so what is there is available.
  const both = (balance: Amount) => ({ Available: numeral(balance), Actual: numeral(balance) });
  return reply(200, {
    balances: Object.fromEntries(entries.map(([currency, each]) => [currency, both(each)])),
  });
}

function describe(account: MccyAccount): object {
  const { id, name, label, owner, kind, currencies, iban } = account;
  return {
    id,
    name,
    label,
    owner,
    kind,
    currencies,
    productId: null,
    customerId: null,
    identifiers: [{ identifier: iban, kind: "Iban" }],
    ...describeStatus(account),
  };
}

function webhookOf({
  id,
  name,
  label,
  owner,
  kind,
  currencies,
  status,
  iban,
  createdAt,
}: MccyAccount): object {
  return {
    AccountId: id,
    Name: name,
    Label: label,
    Owner: owner,
    Kind: kind,
    Currencies: currencies,
    Status: status,
    Identifiers: [{ Identifier: iban, Kind: "Iban" }],
    TimestampCreated: createdAt,
    Type: "Customer",
  };
}

export const mccyAccountRoutes: readonly Route[] = [
  route("GET", "/mccy/v1/Accounts", (call) =>
    reply(200, { accounts: pageOf(call, call.ledger.mccyAccounts).items.map(describe) }),
  ),
  route("POST", "/mccy/v1/Accounts", (call) =>
    reply(201, describe(create(call, readBody(call.exchange, createMccyAccount)))),
  ),
  route("POST", "/mccy/v2/Accounts", (call) =>
    reply(201, {
      ...describe(create(call, readBody(call.exchange, createMccyAccountV2))),
      type: "Customer",
    }),
  ),
  route("GET", "/mccy/v1/Accounts/{accountId}", (call, { accountId }) =>
    reply(200, describe(requireMccyAccount(call, accountId))),
  ),
  route("PATCH", "/mccy/v1/Accounts/{accountId}", patch),
  route("DELETE", "/mccy/v1/Accounts/{accountId}", close),
  route("PATCH", "/mccy/v1/Accounts/{accountId}/status", changeStatus),
  route("POST", "/mccy/v1/Accounts/{accountId}/currencies", addCurrency),
  route("GET", "/mccy/v1/Accounts/{accountId}/balances", balances),
];
