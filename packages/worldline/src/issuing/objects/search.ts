import type {
  AccountIdentifier,
  Amount,
  CardContractIdentifier,
  CardIdentifier,
  CustomerIdentifier,
  OperationIdentifier,
  TransactionIdentifier,
} from "./common.js";
import type { DateTime, Known } from "./values.js";

export interface CustomerAttributes {
  readonly lastName?: string;
  readonly firstName?: string;
  /** Spelt so here, and `birthDate` elsewhere. */
  readonly birthdate?: DateTime;
  readonly zipCode?: string;
  readonly streetName?: string;
  readonly buildingNumber?: string;
}

export interface GlobalSearchContractRequest {
  /** Either this or `issuerIds`. */
  readonly issuerId?: string;
  /** With `issuerId` only; false by default. */
  readonly includeSubIssuers?: boolean;
  readonly issuerIds?: readonly string[];
  /** By exactly one of its members. */
  readonly account?: GlobalSearchContractRequestAccount;
  readonly customer?: GlobalSearchContractRequestCustomer;
  /** By exactly one of its members. */
  readonly card?: GlobalSearchContractRequestCard;
  readonly retrieveParentAccount?: boolean;
  readonly retrieveChildAccounts?: boolean;
  readonly retrievePreviousCards?: boolean;
}

/**
 * Exactly one of them. Their names are all that is published: what they hold is in no source.
 */
export interface GlobalSearchContractRequestAccount {
  readonly iban?: unknown;
  readonly accountMembershipNumber1?: unknown;
  readonly accountMembershipNumber2?: unknown;
  readonly accountIdentifier?: unknown;
}

/** By exactly one of its members. */
export interface GlobalSearchContractRequestCard {
  readonly pan?: string;
  readonly cardIdentifier?: CardIdentifier;
  readonly cardContractIdentifier?: CardContractIdentifier;
}

/** By exactly one of its members. */
export interface GlobalSearchContractRequestCustomer {
  readonly customerCriteria?: GlobalSearchContractRequestPersonalData;
  readonly customerIdentifier?: CustomerIdentifier;
  readonly partnerExternalReference?: string;
}

export interface GlobalSearchContractRequestPersonalData {
  readonly postalAddress?: GlobalSearchContractRequestPostalAddress;
  readonly phoneticCriteria?: GlobalSearchContractRequestPhoneticCriteria;
  readonly firstName: string;
  readonly lastName: string;
  /** `%` may stand for anything. */
  readonly birthDate?: DateTime;
}

export interface GlobalSearchContractRequestPhoneticCriteria {
  readonly phoneticSearch?: boolean;
  readonly phoneticAlgorithm?: readonly string[];
}

export interface GlobalSearchContractRequestPostalAddress {
  readonly postCode?: string;
  readonly streetName?: string;
  readonly buildingNumber?: string;
}

export interface GlobalSearchCorporateContractRequest {
  readonly contractCompany: GlobalSearchCorporateContractRequestCompany;
  /** Either this or `issuerIds`. */
  readonly issuerId?: string;
  /** With `issuerId` only; false by default. */
  readonly includeSubIssuers?: boolean;
  readonly issuerIds?: readonly string[];
  /** Needs `embed` of `contractCompanies`. */
  readonly retrieveContractOwner?: boolean;
}

/** By exactly one of `corporateName` and `customerIdentifier`. */
export interface GlobalSearchCorporateContractRequestCompany {
  /** `%` stands for anything; at least three other characters. */
  readonly corporateName?: string;
  /** With `corporateName` only. */
  readonly postalAddress?: GlobalSearchCorporateContractRequestPostalAddress;
  readonly customerIdentifier?: CustomerIdentifier;
}

export interface GlobalSearchCorporateContractRequestPostalAddress {
  readonly streetName?: string;
  readonly buildingNumber?: string;
  readonly postCode?: string;
}

/** At least one of `issuerCompanyExternalReference`, `postingAccountIdentifier`, `virtualServiceCardExternalReference`, `virtualServiceCardNumber`, `pan` and `operationIdentifier`; and unless it is the last one, a whole range of either transaction or posting dates. */
export interface GlobalSearchOperationRequest {
  readonly issuerCompanyExternalReference?: string;
  readonly postingAccountIdentifier?: AccountIdentifier;
  readonly virtualServiceCardExternalReference?: string;
  readonly virtualServiceCardNumber?: string;
  readonly transactionDateFrom?: DateTime;
  readonly transactionDateTo?: DateTime;
  readonly postingDateFrom?: DateTime;
  readonly postingDateTo?: DateTime;
  readonly referenceAmountFrom?: Amount;
  readonly referenceAmountTo?: Amount;
  readonly approvalCode?: string;
  /** `%` stands for anything. */
  readonly cardAcceptorName?: string;
  readonly operationKinds?: readonly string[];
  readonly operationIdentifier?: OperationIdentifier;
  readonly pan?: string;
}

/** At least one of `pan`, `panToken`, `transactionIdentifiers`, `acquirerReferenceDataList`, `virtualServiceCardNumber`, `cardIdentifier`, `accountIdentifier` and `relatedTransaction`; an amount or a range of amounts, not both. */
export interface GlobalSearchTransactionRequest {
  /** Either this or `issuerIds`. */
  readonly issuerId?: string;
  /** With `issuerId` only; false by default. */
  readonly includeSubIssuers?: boolean;
  readonly issuerIds?: readonly string[];
  readonly pan?: string;
  readonly cardScheme?: string;
  readonly merchantCategoryCode?: string;
  readonly cardAcceptorName?: string;
  readonly panToken?: string;
  readonly acquirerReferenceDataList?: readonly string[];
  readonly transactionAmount?: Amount;
  /** ISO 4217, three letters. */
  readonly transactionAmountCurrency?: string;
  readonly transactionIdentifiers?: readonly TransactionIdentifier[];
  readonly transactionDateFrom?: DateTime;
  readonly transactionDateTo?: DateTime;
  /** `ALL` by default. */
  readonly disputedTransactions?: Known<"ALL" | "YES" | "NO">;
  /** `ALL` by default. */
  readonly fraudulentTransactions?: Known<"ALL" | "YES" | "NO">;
  readonly virtualServiceCardNumber?: string;
  readonly acquirerMemberId?: string;
  readonly reasonCode?: string;
  readonly eventDate?: DateTime;
  /** `PROCESSED` by default. */
  readonly status?: Known<
    "CREATED" | "ABANDON" | "IN_ERROR" | "DELETED" | "REPROCESS" | "PROCESSED" | "EMBARGO_WAIT"
  >;
  readonly processingDateFrom?: DateTime;
  readonly processingDateTo?: DateTime;
  readonly transactionTypes?: readonly Known<
    | "BILL_PAYMENT"
    | "CASH"
    | "CASH_WITHDRAWAL"
    | "CREDIT"
    | "CREDIT_ADJUSTMENT"
    | "CREDIT_FEE"
    | "CREDIT_PAYMENT"
    | "DEBIT_ADJUSTMENT"
    | "DEBIT_FEE"
    | "DEBIT_PAYMENT"
    | "FUND_TRANSFER"
    | "LOAD"
    | "PAYMENT"
    | "REFUND_PURCHASE"
    | "SALES"
    | "SALES_CASHBACK"
  >[];
  /** Since 2.30.1. */
  readonly cardIdentifier?: CardIdentifier;
  /** Since 2.30.1. */
  readonly accountIdentifier?: AccountIdentifier;
  readonly relatedTransaction?: GlobalSearchTransactionRequestRelatedTransaction;
  readonly transactionAmountFrom?: Amount;
  readonly transactionAmountTo?: Amount;
}

export interface GlobalSearchTransactionRequestRelatedTransaction {
  readonly transactionIdentifier: TransactionIdentifier;
  readonly relationshipType: Known<"SAME_PAN_OR_TOKEN">;
}

/** By account (one of `iban`, `accountIdentifier`, `accountMembershipNumber1`, `accountMembershipNumber2`), by customer (one of `customerAttributes` with last and first name, `customerIdentifier`, `partnerExternalReference`), or by card (one of `pan`, `cardContractIdentifier`, `cardIdentifier`). */
export interface SearchContractRequest {
  /** Exactly as it is. */
  readonly iban?: string;
  /** False by default. */
  readonly retrievePreviousCards?: boolean;
  readonly accountIdentifier?: AccountIdentifier;
  readonly accountMembershipNumber1?: string;
  readonly accountMembershipNumber2?: string;
  readonly partnerExternalReference?: string;
  readonly customerAttributes?: CustomerAttributes;
  readonly customerIdentifier?: CustomerIdentifier;
  readonly cardContractIdentifier?: CardContractIdentifier;
  readonly cardIdentifier?: CardIdentifier;
  readonly pan?: string;
  /** False by default. */
  readonly retrieveParentAccount?: boolean;
  /** False by default. */
  readonly retrieveParentChildAccounts?: boolean;
  /** False by default. */
  readonly phoneticSearch?: boolean;
  readonly phoneticAlgorithm?: readonly string[];
}
