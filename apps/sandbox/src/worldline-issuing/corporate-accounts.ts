import type { GivenAccount } from "./corporate-bodies.js";
import type { Draft } from "./corporate-draft.js";
import { dateTime } from "./date-times.js";
import { accounts } from "./find.js";
import { externalReference, nextReference } from "./references.js";
import type {
  Account,
  AccountIdentifier,
  CorporateContract,
  CustomerIdentifier,
  WireObject,
} from "./state.js";

/** What an account has by its place. */
interface Place {
  readonly contract: Pick<CorporateContract, "contractIdentifier" | "productIdentifier">;
  /** None for the root. */
  readonly parentAccountIdentifier?: AccountIdentifier;
  readonly rootAccountIdentifier?: AccountIdentifier;
  readonly companyEntityExternalReference: string;
  /** Who owns it where the request does not say. */
  readonly owner: CustomerIdentifier;
  readonly more?: WireObject;
}

/** What an account has in common with a request for one. */
const shownMembers = [
  ...[
    "selectedModels",
    "name",
    "iban",
    "ibanOwnerName",
    "secondIban",
    "bic",
    "sepaIndicator",
    "specificFields",
  ],
  ...[
    "accountMembershipNumber1",
    "accountMembershipNumber2",
    "payingAccountType",
    "paymentMode",
    "noOtbCheck",
  ],
  ...["resetCreditLimit", "liabilityType", "accountDebitOrderDueDateDelay", "creditBureauContractFlag"],
  ...["workingCurrencyCode"],
];

export function addAccount(draft: Draft, given: GivenAccount, place: Place): Account {
  const { issuer, now } = draft;
  const { contract, parentAccountIdentifier, owner } = place;
  const external = externalReference(issuer, accounts, given.issuerAccountExternalReference);
  const accountReference = nextReference(issuer);
  const accountIdentifier = { accountReference, ...external };
  const guarantor = draft.party(given.accountGuarantorRequestCorrelationId, given.accountGuarantorIdentifier);
  const at = dateTime(now);
  const account: Account = {
    accountIdentifier,
    root: parentAccountIdentifier === undefined,
    status: "ACTIVE",
    statusDate: at,
    activationDate: at,
    iban: `NL00SAND${accountReference.slice(-10)}`,
    workingCurrencyCode: "EUR",
    workingMode: "POSTPAID",
    accountHierarchyReference: `${issuer.issuerId}${accountReference}`,
    accountProfileReference: "PROFILE-CORPORATE",
    accountTemplateReference: given.accountTemplateReference ?? "ACCOUNT-CORPORATE",
    ...Object.fromEntries(
      shownMembers.filter((name) => given[name] !== undefined).map((name) => [name, given[name]]),
    ),
    ...(given.closureCalendarReference !== undefined && { closureCalendar: given.closureCalendarReference }),
    ...(given.sepaMandate && { sepaMandate: true, sepaMandateUmr: given.sepaMandate.sepaMandateUmr }),
    statusHistory: [{ status: "ACTIVE", statusDate: at }],
    productIdentifier: contract.productIdentifier,
    contractIdentifier: contract.contractIdentifier,
    rootAccountIdentifier: place.rootAccountIdentifier ?? accountIdentifier,
    ...(parentAccountIdentifier && { parentAccountIdentifier }),
    accountOwnerIdentifier:
      draft.party(given.accountOwnerRequestCorrelationId, given.accountOwnerIdentifier) ?? owner,
    ...(guarantor && { accountGuarantorIdentifier: guarantor }),
    companyEntityExternalReference: place.companyEntityExternalReference,
    contractType: "CORPORATE",
    ...place.more,
  };
  issuer.accounts.push(account);
  return account;
}

/** What an answer tells of an account that was made. */
export function describeAccount(account: Account): WireObject {
  const { accountIdentifier, root, accountOwnerIdentifier, accountGuarantorIdentifier } = account;
  return { accountIdentifier, root, accountOwnerIdentifier, accountGuarantorIdentifier, status: "ACTIVE" };
}
