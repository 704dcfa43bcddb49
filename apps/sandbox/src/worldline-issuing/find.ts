import { quoted, Refusal } from "../wire/refusal.js";
import { isObject } from "./amounts.js";
import * as rules from "./rules.js";
import type {
  Account,
  Card,
  CardContract,
  Company,
  Contract,
  CorporateContract,
  Customer,
  IssuerState,
} from "./state.js";

/** How a kind of thing is named: by Worldline's reference, or by the issuer's own. */
export interface Kind<Thing> {
  readonly what: string;
  readonly reference: string;
  readonly external: string;
  readonly identify: (thing: Thing) => object;
  readonly list: (issuer: IssuerState) => readonly Thing[];
}

export const contracts: Kind<Contract> = {
  what: "consumer contract",
  reference: "contractReference",
  external: "issuerContractExternalReference",
  identify: (contract) => contract.contractIdentifier,
  list: (issuer) => issuer.contracts,
};

export const corporateContracts: Kind<CorporateContract> = {
  ...{ what: "corporate contract", reference: contracts.reference, external: contracts.external },
  identify: (contract) => contract.contractIdentifier,
  list: (issuer) => issuer.corporateContracts,
};

export const accounts: Kind<Account> = {
  what: "account",
  reference: "accountReference",
  external: "issuerAccountExternalReference",
  identify: (account) => account.accountIdentifier,
  list: (issuer) => issuer.accounts,
};

export const cardContracts: Kind<CardContract> = {
  what: "card contract",
  reference: "cardContractReference",
  external: "issuerCardContractExternalReference",
  identify: (cardContract) => cardContract.cardContractIdentifier,
  list: (issuer) => issuer.cardContracts,
};

export const cards: Kind<Card> = {
  what: "card",
  reference: "cardReference",
  external: "issuerCardExternalReference",
  identify: (card) => card.cardIdentifier,
  list: (issuer) => issuer.cards,
};

export const customers: Kind<Customer> = {
  what: "customer",
  reference: "customerReference",
  external: "issuerCustomerExternalReference",
  identify: (customer) => customer.customerIdentifier,
  list: (issuer) => issuer.customers,
};

export const companies: Kind<Company> = {
  ...{ what: "company", reference: customers.reference, external: customers.external },
  identify: (company) => company.customerIdentifier,
  list: (issuer) => issuer.companies,
};

/** Whether an identifier names the thing; where it has both references, Worldline's own decides. */
export function isNamed<Thing>(kind: Kind<Thing>, thing: Thing, identifier: unknown): boolean {
  if (!isObject(identifier)) return false;
  const own: Readonly<Record<string, unknown>> = { ...kind.identify(thing) };
  const name = identifier[kind.reference] === undefined ? kind.external : kind.reference;
  return identifier[name] !== undefined && identifier[name] === own[name];
}

export function find<Thing>(kind: Kind<Thing>, issuer: IssuerState, identifier: unknown): Thing | undefined {
  return kind.list(issuer).find((thing) => isNamed(kind, thing, identifier));
}

/** The thing that an identifier, or the names in a path, stand for. @throws Refusal */
export function requireNamed<Thing>(kind: Kind<Thing>, issuer: IssuerState, identifier: object): Thing {
  const found = find(kind, issuer, identifier);
  if (found !== undefined) return found;
  const { [kind.reference]: own, [kind.external]: external } = identifier as Record<string, unknown>;
  const name = own === undefined ? kind.external : kind.reference;
  throw new Refusal(
    rules.notFound,
    `There is no ${kind.what} whose ${name} is ${quoted(String(own ?? external ?? ""))}.`,
  );
}
