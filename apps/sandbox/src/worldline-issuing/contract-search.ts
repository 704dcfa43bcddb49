import { Refusal } from "../wire/refusal.js";
import type { IssuingCall } from "./call.js";
import { parseDateTime } from "./date-times.js";
import {
  accounts,
  cardContracts as cardContractKind,
  cards as cardKind,
  customers as customerKind,
  isNamed,
} from "./find.js";
import { requireIssuers } from "./global-search.js";
import * as rules from "./rules.js";
import type { Contract, Customer, IssuerState, WireObject } from "./state.js";
import { accountsOf, cardContractsOf, viewContract } from "./views.js";
import { matches } from "./wildcards.js";

interface CustomerAttributes {
  readonly lastName?: string;
  readonly firstName?: string;
  readonly birthdate?: string;
  readonly zipCode?: string;
  readonly streetName?: string;
  readonly buildingNumber?: string;
}

interface AccountCriteria {
  readonly iban?: string;
  readonly accountMembershipNumber1?: string;
  readonly accountMembershipNumber2?: string;
  readonly accountIdentifier?: object;
}

interface CardCriteria {
  readonly pan?: string;
  readonly cardIdentifier?: object;
  readonly cardContractIdentifier?: object;
}

interface SearchBody extends AccountCriteria, CardCriteria {
  readonly customerIdentifier?: object;
  readonly customerAttributes?: CustomerAttributes;
  readonly partnerExternalReference?: string;
}

interface GlobalSearchBody {
  readonly account?: AccountCriteria;
  readonly card?: CardCriteria;
  readonly customer?: {
    readonly customerIdentifier?: object;
    readonly partnerExternalReference?: string;
    readonly customerCriteria?: {
      readonly firstName: string;
      readonly lastName: string;
      readonly birthDate?: string;
      readonly postalAddress?: {
        readonly postCode?: string;
        readonly streetName?: string;
        readonly buildingNumber?: string;
      };
    };
  };
}

const accountNames = [
  "iban",
  "accountMembershipNumber1",
  "accountMembershipNumber2",
  "accountIdentifier",
] as const;
const customerNames = ["customerIdentifier", "customerAttributes", "partnerExternalReference"] as const;
const cardNames = ["pan", "cardIdentifier", "cardContractIdentifier"] as const;

/** The contracts that fit one criterion. */
export function searchContracts({ issuer, body }: IssuingCall): readonly WireObject[] {
  const search = body as SearchBody;
  const names = [...accountNames, ...customerNames, ...cardNames];
  requireCount(search, names, rules.searchCriterion, 1, 1);
  const attributes = search.customerAttributes;
  if (attributes !== undefined && (!attributes.lastName || !attributes.firstName)) {
    throw new Refusal(rules.searchCustomerName, "Expected lastName and firstName in customerAttributes.");
  }
  const fits = (contract: Contract): boolean => {
    if (accountNames.some((name) => search[name] !== undefined)) return hasAccount(issuer, contract, search);
    if (cardNames.some((name) => search[name] !== undefined)) return hasCard(issuer, contract, search);
    return hasCustomer(issuer, contract, (customer) => fitsCustomer(customer, search));
  };
  return issuer.contracts.filter(fits).map((each) => viewContract(issuer, each));
}

/** The contracts that fit all that is asked of their accounts, customers and cards. */
export function searchAllContracts({ issuer, body }: IssuingCall): readonly WireObject[] {
  requireIssuers(issuer, body);
  const { account, card, customer } = body as GlobalSearchBody;
  if (account !== undefined) requireCount(account, accountNames, rules.searchAccount, 1, 1);
  if (card !== undefined) requireCount(card, cardNames, rules.searchCard, 1, 1);
  if (customer !== undefined) {
    const names = ["customerCriteria", "customerIdentifier", "partnerExternalReference"];
    requireCount(customer, names, rules.searchCustomer, 0, 1);
  }
  return issuer.contracts
    .filter(
      (contract) =>
        (account === undefined || hasAccount(issuer, contract, account)) &&
        (card === undefined || hasCard(issuer, contract, card)) &&
        (customer === undefined ||
          hasCustomer(issuer, contract, (each) => fitsGlobalCustomer(each, customer))),
    )
    .map((each) => viewContract(issuer, each));
}

function requireCount(
  given: object,
  names: readonly string[],
  rule: rules.IssuingRule,
  least: number,
  most: number,
): void {
  const got = names.filter((name) => (given as WireObject)[name] !== undefined);
  if (got.length >= least && got.length <= most) return;
  throw new Refusal(rule, `Expected one of ${names.join(", ")}; got ${got.join(", ") || "none"}.`);
}

function hasAccount(issuer: IssuerState, contract: Contract, criteria: AccountCriteria): boolean {
  const { accountIdentifier, iban, accountMembershipNumber1, accountMembershipNumber2 } = criteria;
  return accountsOf(issuer, contract.contractIdentifier).some((account) =>
    accountIdentifier === undefined
      ? holds(account, { iban, accountMembershipNumber1, accountMembershipNumber2 })
      : isNamed(accounts, account, accountIdentifier),
  );
}

function hasCard(issuer: IssuerState, contract: Contract, criteria: CardCriteria): boolean {
  const { pan, cardIdentifier, cardContractIdentifier } = criteria;
  return cardContractsOf(issuer, contract.contractIdentifier).some((cardContract) => {
    if (cardContractIdentifier !== undefined) {
      return isNamed(cardContractKind, cardContract, cardContractIdentifier);
    }
    const own = issuer.cards.filter((card) =>
      isNamed(cardContractKind, cardContract, card.cardContractIdentifier),
    );
    return own.some((card) =>
      cardIdentifier === undefined ? card.pan === pan : isNamed(cardKind, card, cardIdentifier),
    );
  });
}

function hasCustomer(
  { customers }: IssuerState,
  { contractCustomerIdentifiers }: Contract,
  fits: (customer: Customer) => boolean,
): boolean {
  return customers.some(
    (customer) =>
      contractCustomerIdentifiers.some((identifier) => isNamed(customerKind, customer, identifier)) &&
      fits(customer),
  );
}

function fitsCustomer(customer: Customer, search: SearchBody): boolean {
  const { customerIdentifier, partnerExternalReference, customerAttributes } = search;
  if (customerIdentifier !== undefined) return isNamed(customerKind, customer, customerIdentifier);
  if (customerAttributes === undefined) return holds(customer, { partnerExternalReference });
  const { lastName, firstName, birthdate, zipCode, streetName, buildingNumber } = customerAttributes;
  const birth = birthdate === undefined ? undefined : parseDateTime(birthdate)?.getTime();
  return (
    holds(customer, { lastName, firstName }) &&
    (birth === undefined || Date.parse(String(customer.birthDate)) === birth) &&
    livesAt(customer, (address) => holds(address, { postCode: zipCode, streetName, buildingNumber }))
  );
}

function fitsGlobalCustomer(customer: Customer, search: NonNullable<GlobalSearchBody["customer"]>): boolean {
  const { customerIdentifier, partnerExternalReference, customerCriteria } = search;
  if (customerIdentifier !== undefined) return isNamed(customerKind, customer, customerIdentifier);
  if (customerCriteria === undefined) return holds(customer, { partnerExternalReference });
  const { firstName, lastName, birthDate, postalAddress = {} } = customerCriteria;
  return (
    matches(customer.firstName, firstName) &&
    matches(customer.lastName, lastName) &&
    matches(customer.birthDate, birthDate) &&
    livesAt(customer, (address) =>
      Object.entries(postalAddress).every(([name, wanted]) => matches(address[name], wanted)),
    )
  );
}

function livesAt({ addresses }: Customer, fits: (postalAddress: WireObject) => boolean): boolean {
  return addresses.some(
    ({ postalAddress }) => postalAddress !== undefined && fits(postalAddress as WireObject),
  );
}

/** Whether a thing has each value that is asked for. */
function holds(thing: WireObject, wanted: WireObject): boolean {
  return Object.entries(wanted).every(([name, value]) => value === undefined || thing[name] === value);
}
