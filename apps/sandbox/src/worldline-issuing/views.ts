import { accounts as accountKind, companies, customers, find, isNamed } from "./find.js";
import { embedded } from "./project.js";
import type {
  Account,
  Address,
  Card,
  CardContract,
  Company,
  Contract,
  ContractIdentifier,
  CorporateContract,
  CorporateEmployeeAccount,
  Customer,
  CustomerIdentifier,
  IssuerState,
  PostedOperation,
  WireObject,
} from "./state.js";

/** The members of an object that are shown only where `embed` asks for them. */
function onDemand(object: WireObject, names: readonly string[]): WireObject {
  return Object.fromEntries(
    names.filter((name) => object[name] !== undefined).map((name) => [name, embedded(() => object[name])]),
  );
}

/** A consumer contract; its accounts, card contracts and customers are looked up where they are asked for. */
export function viewContract(issuer: IssuerState, contract: Contract): WireObject {
  const accounts = () => accountsOf(issuer, contract.contractIdentifier);
  const cardContracts = () => cardContractsOf(issuer, contract.contractIdentifier);
  return {
    issuerId: issuer.issuerId,
    ...contract,
    ...onDemand(contract, [
      ...["advertisementFlags", "dataAnalysisFlags", "deliveryChannel", "legitimacyDocuments"],
      ...["contractFees", "addonSubscriptions", "contractCustomerIdentifiers"],
    ]),
    accountIdentifiers: embedded(() => accounts().map((each) => each.accountIdentifier)),
    accounts: embedded(() => accounts().map((each) => viewAccount(issuer, each))),
    cardContractIdentifiers: embedded(() => cardContracts().map((each) => each.cardContractIdentifier)),
    cardContracts: embedded(() => cardContracts().map((each) => viewCardContract(issuer, each))),
    contractCustomers: embedded(() => viewCustomers(issuer, contract.contractCustomerIdentifiers)),
  };
}

export function viewCorporateContract(issuer: IssuerState, contract: CorporateContract): WireObject {
  const { companyIdentifiers, ...shown } = contract;
  const account = (identifier: object) => viewFound(issuer, identifier);
  return {
    issuerId: issuer.issuerId,
    ...shown,
    contractCustomers: embedded(() => viewCustomers(issuer, contract.customerIdentifier)),
    contractCompanies: embedded(() =>
      issuer.companies
        .filter((each) => companyIdentifiers.some((identifier) => isNamed(companies, each, identifier)))
        .map((each) => viewCompany(issuer, each)),
    ),
    corporateContractEntities: embedded(() =>
      contract.corporateContractEntities.map((each) => ({
        ...each,
        account: account(each.accountIdentifier),
      })),
    ),
    corporateEmployeeAccounts: embedded(() =>
      contract.corporateEmployeeAccounts.map((each) => ({
        ...viewEmployeeAccount(issuer, each),
        customerIdentifiers: embedded(() => each.customerIdentifiers),
      })),
    ),
    rootAccount: embedded(() => account(contract.rootAccountIdentifier)),
  };
}

export function viewEmployeeAccount(issuer: IssuerState, employee: CorporateEmployeeAccount): WireObject {
  return {
    ...employee,
    account: embedded(() => viewFound(issuer, employee.accountIdentifier)),
    cardContracts: embedded(() =>
      issuer.cardContracts
        .filter((each) =>
          each.relatedAccounts.some(
            ({ accountIdentifier }) =>
              accountIdentifier.accountReference === employee.accountIdentifier.accountReference,
          ),
        )
        .map((each) => viewCardContract(issuer, each)),
    ),
    customers: embedded(() => viewCustomers(issuer, employee.customerIdentifiers)),
  };
}

function viewFound(issuer: IssuerState, identifier: object): WireObject | undefined {
  const account = find(accountKind, issuer, identifier);
  return account && viewAccount(issuer, account);
}

export function viewAccount(issuer: IssuerState, account: Account): WireObject {
  return {
    issuerId: issuer.issuerId,
    ...account,
    ...onDemand(account, ["statusHistory", "loyaltyPoints", "selectedModels"]),
  };
}

export function viewCardContract(issuer: IssuerState, cardContract: CardContract): WireObject {
  const cards = () =>
    issuer.cards.filter(
      ({ cardContractIdentifier }) =>
        cardContractIdentifier.cardContractReference ===
        cardContract.cardContractIdentifier.cardContractReference,
    );
  return {
    issuerId: issuer.issuerId,
    ...cardContract,
    ...onDemand(cardContract, ["selectedModels", "relatedAccounts"]),
    cardIdentifiers: embedded(() => cards().map((each) => each.cardIdentifier)),
    cards: embedded(() => cards().map((each) => viewCard(issuer, each))),
  };
}

function viewCard(issuer: IssuerState, card: Card): WireObject {
  return {
    issuerId: issuer.issuerId,
    ...card,
    ...onDemand(card, ["statusHistory", "renewedBy", "renewedFor", "replacementBy", "replacementFor"]),
    ...onDemand(card, ["orderIdentifiers", "orders"]),
  };
}

function viewCustomers(issuer: IssuerState, identifiers: readonly CustomerIdentifier[]): WireObject[] {
  return identifiers
    .flatMap((identifier) => find(customers, issuer, identifier) ?? [])
    .map((each) => viewParty(issuer, each));
}

function viewCompany(issuer: IssuerState, company: Company): WireObject {
  return viewParty(issuer, company);
}

function viewParty(issuer: IssuerState, party: Customer | Company): WireObject {
  return {
    issuerId: issuer.issuerId,
    ...party,
    addresses: embedded(() => party.addresses.map((each) => viewAddress(issuer, each))),
  };
}

function viewAddress(issuer: IssuerState, address: Address): WireObject {
  return { issuerId: issuer.issuerId, ...address, ...onDemand(address, ["addressUsages"]) };
}

const addenda = ["lodgingInformation", "carRentalInformation", "airItineraryInformation"];

/** An operation or a transaction with what `embed` calls its addendum. */
export function withAddendum(issuer: IssuerState, record: WireObject): WireObject {
  const shown = addenda.filter((name) => record[name] !== undefined);
  return {
    issuerId: issuer.issuerId,
    ...record,
    ...Object.fromEntries(shown.map((name) => [name, embedded(() => record[name], "addendum")])),
  };
}

/** An operation as in lists. */
export function viewOperation(issuer: IssuerState, operation: PostedOperation): WireObject {
  const { details: _details, ...listed } = operation;
  return { ...withAddendum(issuer, listed), ...onDemand(listed, ["authorization", "virtualCardService"]) };
}

/** An operation with its details. */
export function viewOperationDetails(issuer: IssuerState, operation: PostedOperation): WireObject {
  const parent = issuer.operations.find(
    (each) =>
      each.operationIdentifier.operationId ===
      (operation.parentOperationIdentifier as { operationId?: string } | undefined)?.operationId,
  );
  return {
    ...viewOperation(issuer, operation),
    ...operation.details,
    parentOperation: embedded(() => parent && viewOperation(issuer, parent)),
  };
}

export function accountsOf(issuer: IssuerState, { contractReference }: ContractIdentifier): Account[] {
  return issuer.accounts.filter((each) => each.contractIdentifier.contractReference === contractReference);
}

export function cardContractsOf(
  issuer: IssuerState,
  { contractReference }: ContractIdentifier,
): CardContract[] {
  return issuer.cardContracts.filter(
    (each) => each.contractIdentifier.contractReference === contractReference,
  );
}
