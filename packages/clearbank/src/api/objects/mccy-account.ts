import type { Decimal } from "../../json/decimal.js";
import type { Open } from "./wire.js";

/** Whose funds an account holds. */
export type MccyAccountKind =
  | "YourFunds"
  | "GeneralSegregated"
  | "DesignatedSegregated"
  | "GeneralClient"
  | "DesignatedClient";

/** Why an account is suspended or closed. */
export type MccyStatusReason =
  | "AccountHolderBankrupt"
  | "AccountHolderDeceased"
  | "AccountSwitched"
  | "CompanyNoLongerTrading"
  | "DissatisfiedCustomer"
  | "DuplicateAccount"
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

/** The currencies of multi-currency payments, ISO 4217. */
export type MccyCurrency =
  | "EUR"
  | "USD"
  | "CAD"
  | "CHF"
  | "CZK"
  | "DKK"
  | "HUF"
  | "NOK"
  | "PLN"
  | "RON"
  | "SEK";

/** A multi-currency account. */
export interface MccyAccount {
  /** UUID. */
  readonly id: string;
  readonly name: string;
  readonly label: string;
  readonly owner: string;
  readonly kind: Open<MccyAccountKind>;
  /** ISO 4217. */
  readonly currencies: readonly string[];
  /** The product, which decides how the account behaves. UUID. */
  readonly productId?: string | null;
  /** Who holds the account. UUID. */
  readonly customerId?: string | null;
  readonly identifiers: readonly MccyAccountIdentifier[];
  readonly status: Open<"Active" | "Suspended" | "Closed">;
  readonly statusReason?: Open<MccyStatusReason>;
  /** More about the reason. */
  readonly statusInformation?: string | null;
  readonly type?: Open<
    "Customer" | "Operating" | "MinimumMandatedBalance" | "Treasury" | "HeldSuspense" | "RepairSuspense"
  >;
}

/** A page of multi-currency accounts. */
export interface MccyAccountsPage {
  readonly accounts: readonly MccyAccount[];
}

/** A new multi-currency account. */
export interface CreateMccyAccountRequest {
  /** 1 to 100 characters; none of `<>;"`. */
  readonly label: string;
  /** 1 to 140 characters; none of `<>;"`. */
  readonly owner: string;
  readonly kind: MccyAccountKind;
  /** ISO 4217. */
  readonly currencies: readonly string[];
  /** Without an IBAN here, ClearBank makes one. */
  readonly identifiers?: readonly MccyIban[];
  /** The BIC of 8 or 11 characters under which the account is opened. */
  readonly bankIdentifierCode: string | null;
  /** Needed with a British BIC: the sort code. */
  readonly routingCode: string | null;
  /** The product, which decides how the account behaves. UUID. */
  readonly productId?: string;
  /** Who holds the account. UUID. */
  readonly customerId?: string;
}

/** An IBAN for a new account. */
export interface MccyIban {
  /** 1 to 50 characters. */
  readonly identifier: string;
  readonly kind: "Iban";
}

/** A new multi-currency account, for version 1. */
export interface CreateMccyAccountRequestV1 {
  /** 1 to 100 characters. */
  readonly label: string;
  /** 1 to 140 characters. */
  readonly owner: string;
  readonly kind: Open<MccyAccountKind>;
  /** ISO 4217. */
  readonly currencies: readonly string[];
  /** Without an IBAN here, ClearBank makes one. */
  readonly identifiers?: readonly MccyAccountIdentifier[];
  readonly routingCode: MccyRoutingCode;
  /** The product, which decides how the account behaves. UUID. */
  readonly productId?: string;
  /** Who holds the account. UUID. */
  readonly customerId?: string;
}

/** Where an account is opened, for version 1. */
export interface MccyRoutingCode {
  /** 1 to 11 characters. */
  readonly code: string;
  readonly kind: string;
}

/** Under what an account is known. */
export interface MccyAccountIdentifier {
  /** 1 to 50 characters. */
  readonly identifier: string;
  readonly kind: Open<"Iban" | "IBAN" | "BBAN" | "AccountId" | "Descriptor">;
}

/** What is to change. */
export interface UpdateMccyAccountRequest {
  /** 1 to 100 characters. */
  readonly label: string;
  /** 1 to 140 characters. */
  readonly owner: string;
}

/** The new status of an account. */
export interface UpdateMccyAccountStatusRequest {
  readonly status: "Active" | "Suspended";
  readonly statusReason?: MccyStatusReason;
  /** More about the reason. Up to 100 characters. */
  readonly information?: string;
}

/** The currency that an account is to hold too. */
export interface AddMccyCurrencyRequest {
  /** ISO 4217. */
  readonly currency: string;
}

/** What is in an account. */
export interface MccyBalances {
  readonly balances?: Readonly<Record<string, MccyBalance>> | null;
}

/** What is in an account in one currency. The interface file's example has both members with a capital. */
export interface MccyBalance {
  /** What can be spent: without funds that are earmarked. */
  readonly available?: Decimal;
  /** With funds that are earmarked. */
  readonly actual?: Decimal;
}

/** Why an account is closed. */
export interface MccyCloseQuery {
  readonly accountCloseReason?: Open<
    "Other" | "AccountHolderDeceased" | "AccountSwitched" | "CompanyNoLongerTrading" | "DuplicateAccount"
  >;
}
