import { Refusal } from "../wire/refusal.js";
import { requireBalancing } from "./balancing.js";
import type { IssuingCall } from "./call.js";
import { addAccount, describeAccount } from "./corporate-accounts.js";
import { addEmployees, addEntity } from "./corporate-additions.js";
import type { CreateBody, GivenContract } from "./corporate-bodies.js";
import { Draft } from "./corporate-draft.js";
import { dateTime } from "./date-times.js";
import { corporateContracts } from "./find.js";
import { externalReference } from "./references.js";
import * as rules from "./rules.js";
import type { CorporateContract, CustomerIdentifier, WireObject } from "./state.js";

/** What a corporate contract has in common with a request for one. */
const shownMembers = [
  ...["specificFields", "statementDuplicatedForCompany", "hierarchyDefaultResetCreditLimit", "logoReference"],
  ...["dispatchCode", "postingAccountForMembershipFee", "postingAccountForAccountSetupFee"],
  ...["postingEntityLevelForMembershipFee", "postingEntityLevelForAccountSetupFee"],
  ...["numberOfFreeCardsAccountSetupFee", "numberOfFreeCardsMembershipFee"],
];

/** Makes a corporate contract with all that the body has for it. */
export function createCorporateContract(call: IssuingCall): WireObject {
  const body = call.body as CreateBody;
  const draft = new Draft(call, body);
  const { contract, root } = addContract(draft, body.corporateContract);
  draft.joinContract(contract);
  const entities = (body.addCorporateContractEntities ?? []).map((each) => addEntity(draft, contract, each));
  const employees = [
    ...(body.addCorporateEmployeeCardsAndAccounts ?? []),
    ...(body.addCorporateVcaServiceCardsAndAccounts ?? []),
  ].map((each) => addEmployees(draft, contract, each));
  const { logoReference, dispatchCode, statementDuplicatedForCompany, hierarchyDefaultResetCreditLimit } =
    contract;
  return {
    contract: {
      contractIdentifier: contract.contractIdentifier,
      status: "SIGNED",
      creationDate: contract.signatureDate,
      productIdentifier: contract.productIdentifier,
      contractOwnerIdentifier: contract.contractOwnerIdentifier,
      ...{ statementDuplicatedForCompany, hierarchyDefaultResetCreditLimit, logoReference, dispatchCode },
      corporateContractLevels: contract.corporateContractLevels.map(({ level, levelDescription }) => ({
        level: Number(level),
        levelDescription,
      })),
      corporateContractRootEntity: root,
      corporateContractEntities: entities,
      corporateEmployeeCardsAndAccounts: employees,
    },
    ...draft.describeParties(),
  };
}

function addContract(draft: Draft, given: GivenContract): { contract: CorporateContract; root: WireObject } {
  const { issuer, context, now } = draft;
  const contractIdentifier = {
    contractReference: context.random.uuid(),
    ...externalReference(issuer, corporateContracts, given.issuerContractExternalReference),
  };
  const owner = requireOwner(draft, given);
  const { productIdentifier } = requireBalancing(issuer, given.issuerProductExternalReference);
  const { rootAccount, ...entity } = given.corporateContractRootEntity;
  const account = addAccount(draft, rootAccount, {
    contract: { contractIdentifier, productIdentifier },
    companyEntityExternalReference: entity.companyEntityExternalReference,
    owner,
  });
  const { accountIdentifier } = account;
  const at = dateTime(now);
  const levels = given.corporateContractLevels ?? [{ level: 1, levelDescription: "Company" }];
  const contract: CorporateContract = {
    contractIdentifier,
    signatureDate: at,
    status: "SIGNED",
    statusDate: at,
    contractOwnerIdentifier: owner,
    rootAccountIdentifier: accountIdentifier,
    productIdentifier,
    customerIdentifier: [],
    companyIdentifiers: [],
    ...Object.fromEntries(
      shownMembers.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]),
    ),
    corporateContractLevels: levels.map(({ level, levelDescription }) => ({
      level: String(level),
      levelDescription,
    })),
    corporateContractEntities: [{ level: 1, accountIdentifier, ...entity }],
    corporateEmployeeAccounts: [],
  };
  issuer.corporateContracts.push(contract);
  const root = {
    companyEntityExternalReference: entity.companyEntityExternalReference,
    rootAccount: describeAccount(account),
  };
  return { contract, root };
}

function requireOwner(draft: Draft, given: GivenContract): CustomerIdentifier {
  const owner = draft.party(given.contractOwnerRequestCorrelationId, given.contractOwner);
  if (owner !== undefined) return owner;
  throw new Refusal(
    rules.corporateOwner,
    "Expected contractOwner or contractOwnerRequestCorrelationId, got neither.",
  );
}
