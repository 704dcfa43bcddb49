import { bbanOf } from "./identifiers.js";
import type { Account, Ledger, VirtualAccount } from "./ledger.js";
import { add, subtract } from "./money.js";
import { notFound } from "./refuse.js";
import type { Parameters } from "./router.js";

/** A real account, or a virtual one together with the real one that holds its money. */
export interface Holder {
  readonly account: Account;
  readonly virtualAccount?: VirtualAccount;
}

/** @throws ApiRefusal */
export function requireAccount(ledger: Ledger, { accountId }: Parameters): Account {
  const account = ledger.accounts.find(({ id }) => id === accountId);
  if (account === undefined) throw notFound(`This institution has no account ${accountId}.`);
  return account;
}

/** @throws ApiRefusal */
export function requireVirtualAccount(
  ledger: Ledger,
  { accountId, virtualAccountId }: Parameters,
): VirtualAccount {
  const found = ledger.virtualAccounts.find(
    (each) => each.id === virtualAccountId && each.accountId === accountId,
  );
  if (found === undefined) {
    throw notFound(`The account ${accountId} has no virtual account ${virtualAccountId}.`);
  }
  return found;
}

/** The account of a path with or without a virtual account in it. @throws ApiRefusal */
export function requireHolder(ledger: Ledger, parameters: Parameters): Holder {
  const account = requireAccount(ledger, parameters);
  if (parameters.virtualAccountId === undefined) return { account };
  return { account, virtualAccount: requireVirtualAccount(ledger, parameters) };
}

export function findHolder(
  ledger: Ledger,
  isIt: (each: Account | VirtualAccount) => boolean,
): Holder | undefined {
  const virtualAccount = ledger.virtualAccounts.find(isIt);
  const id = virtualAccount?.accountId;
  const account = ledger.accounts.find((each) => (id === undefined ? isIt(each) : each.id === id));
  if (account === undefined) return undefined;
  return virtualAccount === undefined ? { account } : { account, virtualAccount };
}

export function findByBban(ledger: Ledger, bban: string): Holder | undefined {
  return findHolder(ledger, (each) => each.bban === bban);
}

export function findByIban(ledger: Ledger, iban: string): Holder | undefined {
  return findByBban(ledger, bbanOf(iban));
}

export function isTaken(ledger: Ledger, bban: string): boolean {
  const isMulticurrency = [...ledger.mccyAccounts, ...ledger.mccyVirtualAccounts].some(
    ({ iban }) => bbanOf(iban) === bban,
  );
  return isMulticurrency || findByBban(ledger, bban) !== undefined;
}

export function credit(account: Account, amount: string, at: string): void {
  account.balance = add(account.balance, amount);
  account.balanceUpdatedAt = at;
}

export function debit(account: Account, amount: string, at: string): void {
  account.balance = subtract(account.balance, amount);
  account.balanceUpdatedAt = at;
}
