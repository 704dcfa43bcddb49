import type { Amount, LegalOwnerType, RelationshipType } from "./ledger.js";
import { amount, object, oneOf, optional, type Shape, text } from "./shape.js";

export const ownerPattern: RegExp = /^[^|_[\]<>^`~\\$]*$/;
export const legalOwnerType: Shape<LegalOwnerType> = oneOf(["Personal", "Business"]);
export const relationshipType: Shape<RelationshipType> = oneOf(["Single", "Joint"]);

const usageTypes = [
  "YourFunds",
  "SegregatedPooled",
  "SegregatedDesignated",
  "ClientMoneyPooled",
  "ClientMoneyDesignated",
  "SafeguardedPooled",
  "SafeguardedDesignated",
  "ClientSuspense",
] as const;

const statusReasons = [
  "AccountHolderBankrupt",
  "AccountHolderDeceased",
  "AccountSwitched",
  "CompanyNoLongerTrading",
  "DissatisfiedCustomer",
  "DuplicateSoleTraderAccount",
  "FinancialCrime",
  "FraudConfirmed",
  "FraudFirstParty",
  "FraudThirdParty",
  "InternallyDormant",
  "KYCRequired",
  "LegallyDisputed",
  "PotentialSanctionedIndividual",
  "SanctionedIndividual",
  "SuspectMoneyLaundering",
  "TransactionDispute",
  "Other",
] as const;

interface CreateAccount {
  readonly accountName: string;
  readonly owner: { readonly name: string };
  readonly sortCode: string;
  readonly usageType: string | undefined;
}

export const createAccount: Shape<CreateAccount> = object(
  {
    accountName: text({ min: 1, max: 70, pattern: /^[a-zA-Z0-9\- ,.&]*$/ }),
    owner: object({ name: text({ min: 1, max: 140, pattern: ownerPattern }) }, { open: true }),
    sortCode: text({ pattern: /^\d{6}$/ }),
    usageType: optional(oneOf(usageTypes)),
  },
  { open: true },
);

interface CloseAccount {
  readonly closureReason: string;
}

export const closeAccount: Shape<CloseAccount> = object(
  { closureReason: oneOf(statusReasons) },
  { open: true },
);

interface Nominate {
  readonly identifier: string;
  readonly identifierKind: string;
  readonly ownerName: string;
}

export const nominateAccount: Shape<Nominate> = object(
  {
    identifier: text({ max: 50 }),
    identifierKind: text(),
    ownerName: text({
      min: 1,
      max: 140,
      pattern: /^[0-9a-zA-Z/\-?:().,\u2019'+ !#$%&*=^_`{|}~"";<>@[\\\]]+$/,
    }),
  },
  { open: true },
);

interface PatchAccount {
  readonly status: "NotProvided" | "Enabled" | "Closed" | "Suspended" | undefined;
  readonly statusReason: string | undefined;
  readonly ownerName: string | undefined;
  readonly legalOwnerType: LegalOwnerType | undefined;
  readonly relationshipType: RelationshipType | undefined;
  readonly minimumBalance: Amount | undefined;
}

export const patchAccount: Shape<PatchAccount> = object(
  {
    status: optional(oneOf(["NotProvided", "Enabled", "Closed", "Suspended"])),
    statusReason: optional(oneOf(statusReasons)),
    ownerName: optional(text({ max: 70, pattern: ownerPattern })),
    legalOwnerType: optional(legalOwnerType),
    relationshipType: optional(relationshipType),
    minimumBalance: optional(amount()),
  },
  { open: true },
);
