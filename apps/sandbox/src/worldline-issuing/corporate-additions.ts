import { quoted, Refusal } from "../wire/refusal.js";
import { addAccount, describeAccount } from "./corporate-accounts.js";
import type { GivenEmployeeAccount, GivenEmployees, GivenEntity } from "./corporate-bodies.js";
import { addCardContract } from "./corporate-cards.js";
import type { Draft } from "./corporate-draft.js";
import { dateTime } from "./date-times.js";
import * as rules from "./rules.js";
import type { Account, AccountIdentifier, ContractFee, CorporateContract, WireObject } from "./state.js";

/** Adds a company entity with its accounts, and returns what the answer tells of it. */
export function addEntity(draft: Draft, contract: CorporateContract, given: GivenEntity): WireObject {
  const { level, companyEntityExternalReference, parentCompanyEntityExternalReference } = given;
  const { deliveryChannel, advertisementFlags } = given;
  if (level <= 1) {
    throw new Refusal(rules.entityLevel, `Expected a level greater than 1, got ${level}.`);
  }
  const parent = draft.parentEntity(contract, parentCompanyEntityExternalReference);
  const isTaken = contract.corporateContractEntities.some(
    (each) => each.companyEntityExternalReference === companyEntityExternalReference,
  );
  if (isTaken) {
    const taken = quoted(companyEntityExternalReference);
    throw new Refusal(rules.referenceTaken, `The contract has an entity ${taken}.`);
  }
  const productExtensionIdentifier = draft.extension(contract, given.issuerProductExtensionExternalReference);
  const parentAccountIdentifier = parent.accountIdentifier;
  const accounts = given.corporateContractEntityAccounts.map(({ account = {} }) =>
    addAccount(draft, account, {
      contract,
      parentAccountIdentifier,
      rootAccountIdentifier: contract.rootAccountIdentifier,
      companyEntityExternalReference,
      owner: contract.contractOwnerIdentifier,
      more: { productExtensionIdentifier },
    }),
  );
  const [first] = accounts;
  if (first === undefined) {
    throw new Refusal(rules.bodyMember, "Expected an account in corporateContractEntityAccounts, got none.");
  }
  const entity = {
    level,
    companyEntityExternalReference,
    parentCompanyEntityExternalReference,
    accountIdentifier: first.accountIdentifier,
    parentAccountIdentifier,
  };
  contract.corporateContractEntities.push({
    ...entity,
    ...(deliveryChannel !== undefined && { deliveryChannel }),
    ...(advertisementFlags !== undefined && { advertisementFlags }),
  });
  return {
    ...entity,
    corporateContractEntityAccounts: accounts.map((each) => ({ account: describeAccount(each) })),
  };
}

/** Adds accounts and cards below an entity, and returns what the answer tells of them. */
export function addEmployees(draft: Draft, contract: CorporateContract, given: GivenEmployees): WireObject {
  const { parentCompanyEntityExternalReference, corporateEmployeeAccounts = [] } = given;
  const parent = draft.parentEntity(contract, parentCompanyEntityExternalReference);
  const productExtensionIdentifier = draft.extension(contract, given.issuerProductExtensionExternalReference);
  const companyEntityExternalReference =
    given.companyEntityExternalReference ?? parentCompanyEntityExternalReference;
  const accounts = corporateEmployeeAccounts.map((each) => {
    const account = addAccount(draft, each.account ?? {}, {
      contract,
      parentAccountIdentifier: parent.accountIdentifier,
      rootAccountIdentifier: contract.rootAccountIdentifier,
      companyEntityExternalReference,
      owner: contract.contractOwnerIdentifier,
      more: { productExtensionIdentifier },
    });
    contract.corporateEmployeeAccounts.push({
      accountIdentifier: account.accountIdentifier,
      parentAccountIdentifier: parent.accountIdentifier,
      parentCompanyEntityExternalReference,
      companyEntityExternalReference,
      customerIdentifiers: [account.accountOwnerIdentifier],
      ...employeeMembers(each, account, draft.now),
    });
    return account;
  });
  const place = {
    contract,
    productExtensionIdentifier,
    accountIdentifiers: accounts.length === 0 ? [parent.accountIdentifier] : accounts.map(identifierOf),
    holder: accounts[0]?.accountOwnerIdentifier ?? contract.contractOwnerIdentifier,
  };
  const cards = (given.corporateEmployeeCards ?? []).map(({ cardContract = {} }) =>
    addCardContract(draft, cardContract, { ...place, isVirtual: false }),
  );
  const virtualCards = (given.corporateEmployeeVcaServiceCards ?? []).map(({ vcaServiceCardContract = {} }) =>
    addCardContract(draft, vcaServiceCardContract, { ...place, isVirtual: true }),
  );
  return {
    parentCompanyEntityExternalReference,
    corporateEmployeeAccounts: accounts.map((each) => ({
      companyEntityExternalReference,
      account: describeAccount(each),
    })),
    corporateEmployeeCards: [...cards, ...virtualCards].map((cardContract) => ({ cardContract })),
  };
}

function identifierOf({ accountIdentifier }: Account): AccountIdentifier {
  return accountIdentifier;
}

function employeeMembers(given: GivenEmployeeAccount, account: Account, now: Date): WireObject {
  const { deliveryChannel, advertisementFlags, waiveFee = false } = given;
  return {
    ...(deliveryChannel !== undefined && { deliveryChannel }),
    ...(advertisementFlags !== undefined && { advertisementFlags }),
    waiveFee,
    corporateProductType: "EMPLOYEE",
    contractFee: feeOf(given, account, now),
  };
}

function feeOf({ contractFee = {} }: GivenEmployeeAccount, account: Account, now: Date): ContractFee {
  const { accountSetupFeeModelReference, membershipFeeModelReference, ...kept } = contractFee;
  const models = [
    { type: "ACCOUNT_SETUP_FEE", reference: accountSetupFeeModelReference },
    { type: "MEMBERSHIP_FEE", reference: membershipFeeModelReference },
  ];
  const anniversary = new Date(now);
  anniversary.setUTCFullYear(now.getUTCFullYear() + 1);
  return {
    accountIdentifier: account.accountIdentifier,
    selectedModels: models.filter(({ reference }) => reference !== undefined),
    membershipFeeAnniversaryDate: dateTime(anniversary),
    ...kept,
  };
}
