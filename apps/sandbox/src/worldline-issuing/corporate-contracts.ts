import { Refusal } from "../wire/refusal.js";
import type { HandlersOf, IssuingCall } from "./call.js";
import { addEmployees, addEntity } from "./corporate-additions.js";
import type { GivenEmployees, GivenEntity, GivenParties } from "./corporate-bodies.js";
import { createCorporateContract } from "./corporate-creation.js";
import { Draft } from "./corporate-draft.js";
import { searchCorporateContracts } from "./corporate-search.js";
import { accounts, cardContracts, companies, corporateContracts, isNamed, requireNamed } from "./find.js";
import { notFound } from "./rules.js";
import type { ContractIdentifier, CorporateContract, WireObject } from "./state.js";
import { viewCorporateContract } from "./views.js";

export const corporateContractHandlers: HandlersOf<"corporateContracts"> = {
  "corporateContracts.create": createCorporateContract,
  "corporateContracts.retrieve": (call) => viewCorporateContract(call.issuer, requireContract(call)),
  "corporateContracts.retrieveForAccount": (call) =>
    viewCorporateContract(
      call.issuer,
      requireCorporate(call, requireNamed(accounts, call.issuer, call.names), "account"),
    ),
  "corporateContracts.retrieveForCardContract": (call) =>
    viewCorporateContract(
      call.issuer,
      requireCorporate(call, requireNamed(cardContracts, call.issuer, call.names), "card contract"),
    ),
  "corporateContracts.listForCompany": ({ issuer, names }) => {
    const company = requireNamed(companies, issuer, names);
    return issuer.corporateContracts
      .filter((each) => each.companyIdentifiers.some((identifier) => isNamed(companies, company, identifier)))
      .map((each) => viewCorporateContract(issuer, each));
  },
  "corporateContracts.searchAll": searchCorporateContracts,
  "corporateContracts.addEntity": (call) => {
    const body = call.body as GivenParties & { readonly addCorporateContractEntity: GivenEntity };
    const contract = requireContract(call);
    const draft = new Draft(call, body);
    draft.joinContract(contract);
    const corporateContractEntity = addEntity(draft, contract, body.addCorporateContractEntity);
    const { contractIdentifier } = contract;
    return { contract: { contractIdentifier, corporateContractEntity }, ...draft.describeParties() };
  },
  "corporateContracts.addEmployeeCardsAndAccounts": (call) => {
    const body = call.body as { readonly addCorporateEmployeeCardsAndAccounts: GivenEmployees };
    return addBelowEntity(call, body.addCorporateEmployeeCardsAndAccounts);
  },
  "corporateContracts.addVirtualCardsAndAccounts": (call) => {
    const body = call.body as { readonly addCorporateVcaServiceCardsAndAccounts: GivenEmployees };
    return addBelowEntity(call, body.addCorporateVcaServiceCardsAndAccounts);
  },
};

function requireContract({ issuer, names }: IssuingCall): CorporateContract {
  return requireNamed(corporateContracts, issuer, names);
}

function requireCorporate(
  { issuer }: IssuingCall,
  { contractIdentifier }: { readonly contractIdentifier: ContractIdentifier },
  what: string,
): CorporateContract {
  const { contractReference } = contractIdentifier;
  const found = issuer.corporateContracts.find(
    (each) => each.contractIdentifier.contractReference === contractReference,
  );
  if (found !== undefined) return found;
  throw new Refusal(notFound, `The ${what} is of a consumer contract, not of a corporate contract.`);
}

function addBelowEntity(call: IssuingCall, given: GivenEmployees): WireObject {
  const contract = requireContract(call);
  const draft = new Draft(call, call.body as GivenParties);
  draft.joinContract(contract);
  const parent = draft.parentEntity(contract, given.parentCompanyEntityExternalReference);
  const { level, companyEntityExternalReference, accountIdentifier } = parent;
  const described = contract.corporateContractLevels.find((each) => each.level === String(level));
  const { customers } = draft.describeParties();
  return {
    customers,
    contract: {
      contractIdentifier: contract.contractIdentifier,
      corporateContractEntity: {
        level,
        levelDescription: described?.levelDescription ?? `Level ${level}`,
        parentCompanyEntityExternalReference: companyEntityExternalReference,
        parentAccountIdentifier: accountIdentifier,
      },
      corporateEmployeeCardsAndAccounts: [addEmployees(draft, contract, given)],
    },
  };
}
