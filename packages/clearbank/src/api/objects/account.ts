import type { Decimal } from "../../json/decimal.js";
import type { CurrencyCode, Linked, Open } from "./wire.js";

/** Why an account is closed or suspended. */
export type AccountStatusReason =
  | "AccountHolderBankrupt"
  | "AccountHolderDeceased"
  | "AccountSwitched"
  | "CompanyNoLongerTrading"
  | "DissatisfiedCustomer"
  | "DuplicateSoleTraderAccount"
  | "FinancialCrime"
  | "FraudConfirmed"
  | "FraudFirstParty"
  | "FraudThirdParty"
  | "InternallyDormant"
  | "KYCRequired"
  | "LegallyDisputed"
  | "PotentialSanctionedIndividual"
  | "SanctionedIndividual"
  | "SuspectMoneyLaundering"
  | "TransactionDispute"
  | "Other";

/** Whose funds an account holds. */
export type AccountUsageType =
  | "YourFunds"
  | "SegregatedPooled"
  | "SegregatedDesignated"
  | "ClientMoneyPooled"
  | "ClientMoneyDesignated"
  | "SafeguardedPooled"
  | "SafeguardedDesignated"
  | "ClientSuspense";

/** An account of the institution, or of one of its customers. */
export interface Account {
  readonly id: string;
  readonly name: string;
  readonly label?: string;
  readonly type: Open<"CACC">;
  /** Always `GBP`. */
  readonly currency: readonly CurrencyCode[];
  readonly balances?: readonly AccountBalance[];
  /** The lowest balance allowed. */
  readonly minimumBalance?: MinimumBalance;
  readonly productType?: Open<
    "None" | "AdultCashIsa" | "Saving" | "Operating" | "Segregated" | "JuniorSaving" | "Holding" | "Current"
  >;
  readonly accountSubType?: Open<
    | "YourFunds"
    | "SegregatedPooled"
    | "SegregatedDesignated"
    | "ClientMoneyPooled"
    | "ClientMoneyDesignated"
    | "SafeguardedPooled"
    | "SafeguardedDesignated"
    | "InternalSuspense"
    | "MinimumMandatedBalance"
    | "ClientSuspense"
    | "SavingAccount"
    | "AdultCashIsa"
    | "JuniorSavingAccount"
    | "HoldingAccount"
    | "CurrentAccount"
  >;
  readonly legalOwnerType?: Open<"Personal" | "Business">;
  /** `Joint` is not possible for a business. */
  readonly relationshipType?: Open<"Single" | "Joint">;
  readonly status?: Open<"NotProvided" | "Enabled" | "Closed" | "Suspended" | "CBRestricted">;
  readonly statusReason?: Open<AccountStatusReason | "NotProvided">;
  /** UTC. Date and time, ISO 8601. */
  readonly timestampCreated?: string;
  /** UTC. Date and time, ISO 8601. */
  readonly timestampModified?: string;
  readonly iban?: string;
  readonly bban?: string;
  /** Universal Payment Identification Code. */
  readonly upic?: string;
  /** CHIPS Universal Identifier. */
  readonly cuid?: string;
}

/** What is in an account. */
export interface AccountBalance {
  readonly name: string;
  /** What can be spent: without funds that are earmarked. */
  readonly amount: Decimal;
  readonly currency: Open<"GBP">;
  readonly status: Open<"VALU">;
  /** When the amount last changed, in UTC. Date and time, ISO 8601. */
  readonly balanceLastUpdatedAt: string;
}

/** How low the balance of an account may go. */
export interface MinimumBalance {
  readonly name: string;
  readonly amount: Decimal;
  readonly currency: Open<"GBP">;
  readonly status: Open<"VALU">;
}

/** A page of accounts. */
export interface AccountsPage extends Linked {
  readonly accounts: readonly Account[];
}

/** One account. */
export interface AccountResponse extends Linked {
  readonly account: Account;
}

/** A new account of the institution. */
export interface CreateAccountRequest {
  /** 1 to 70 characters; `^[a-zA-Z0-9\- ,.&]*$`. */
  readonly accountName: string;
  readonly owner: AccountOwner;
  /** Six digits. */
  readonly sortCode: string;
  /** Whose funds the account holds; `YourFunds` by default. */
  readonly usageType?: AccountUsageType;
}

/** Who owns an account. */
export interface AccountOwner {
  /** 1 to 140 characters; none of ``|_[]<>^`~\$``. */
  readonly name: string;
}

/** What is to change; what is left out stays. */
export interface UpdateAccountRequest {
  /** `NotProvided`, or leaving it out, keeps the status. */
  readonly status?: "NotProvided" | "Enabled" | "Closed" | "Suspended";
  /** With `Closed` or `Suspended`; not with `Enabled`. */
  readonly statusReason?: AccountStatusReason;
  /** Up to 70 characters; none of ``|_[]<>^`~\$``. */
  readonly ownerName?: string;
  readonly legalOwnerType?: "Personal" | "Business";
  /** `Joint` is not possible for a business. */
  readonly relationshipType?: "Single" | "Joint";
  /** The lowest balance allowed: below zero for an overdraft, which needs an agreement with ClearBank. */
  readonly minimumBalance?: Decimal;
}
