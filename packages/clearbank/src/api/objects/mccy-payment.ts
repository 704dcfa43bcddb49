import type { Decimal } from "../../json/decimal.js";
import type { MccyCurrency } from "./mccy-account.js";
import type {
  MccyAgentAddress,
  MccyCreditorAgent,
  MccyIntermediaryAgent,
  MccyPartyIdentification,
  MccyPrivateIdentification,
  MccyScheme,
} from "./mccy-payment-parties.js";

/** A batch of payments in one currency. */
export interface MccyPaymentsRequest {
  /** Our id of the batch; without it nothing of the batch can be cancelled. UUID. */
  readonly batchId?: string;
  /** ISO 4217, in either case. */
  readonly currencyCode: MccyCurrency;
  /** 1 to 100 items. */
  readonly transactions: readonly MccyPayment[];
}

/** One payment. */
export interface MccyPayment {
  /** Our id of the payment. 1 to 35 characters; letters, digits and `/-?:.,"+` and space. */
  readonly endToEndId: string;
  /** 1 to 140 characters. */
  readonly reference: string;
  /** 0.01 to 999999999.99. */
  readonly amount: Decimal;
  readonly creditor: MccyCreditor;
  /** 1 to 140 characters. */
  readonly debtorName: string;
  readonly debtorAddress: MccyAddress;
  /** 8 to 11 characters. */
  readonly debtorBic?: string;
  readonly debtorPrivateIdentification?: MccyPrivateIdentification;
  readonly accountIdentifier: MccyDebitAccount;
  /** The currency of the account it leaves from. */
  readonly debtorAccountCurrency: MccyCurrency;
  readonly intermediaryAgent?: MccyIntermediaryAgent;
  readonly creditorAgent?: MccyCreditorAgent;
  /**
   * A financial institution that pays for its customers puts its BIC here, after `/INST/`. Up to 140
   * characters.
   */
  readonly instructionForDebtorAgent?: string;
  readonly purpose?: MccyPurpose;
  readonly remittanceInformation?: MccyRemittance;
  readonly ultimateCreditor?: MccyUltimateCreditor;
}

/** When a batch goes out. */
export interface MccyPaymentsResponse {
  /** Whether the payments wait for the next payment window. */
  readonly isScheduled?: boolean;
}

/** The account that a payment leaves from. */
export interface MccyDebitAccount {
  readonly kind: "AccountId" | "IBAN";
  /** 1 to 36 characters. */
  readonly identifier: string;
}

/** Who is paid. */
export interface MccyCreditor {
  /** 1 to 140 characters. */
  readonly name: string;
  readonly address: MccyAddress;
  /** Business Identifier Code. 8 to 11 characters. */
  readonly bic?: string;
  readonly identification?: MccyPartyIdentification;
  /** Two capital letters, ISO 3166. */
  readonly countryOfResidence?: string;
  readonly contactDetails?: MccyContact;
  /** The IBAN or `accountNumber`, one of the two. */
  readonly iban?: string;
  /** The IBAN or `accountNumber`, one of the two. Up to 34 characters. */
  readonly accountNumber?: string;
  /** Only with `accountNumber`. */
  readonly schemeName?: MccyScheme;
}

/** A postal address. */
export interface MccyAddress {
  /** 1 to 70 characters. */
  readonly addressLine1: string;
  /** From 30 October 2026 the town, and nothing else. 1 to 35 characters. */
  readonly addressLine2: string;
  /** Up to 35 characters. */
  readonly addressLine3?: string;
  /** 1 to 16 characters. */
  readonly postCode: string;
  /** Two capital letters, ISO 3166. */
  readonly country: string;
}

/** Whom to reach. */
export interface MccyContact {
  /** Up to 140 characters. */
  readonly name?: string;
  /** Up to 2048 characters. */
  readonly emailAddress?: string;
}

/** Who is paid in the end. */
export interface MccyUltimateCreditor {
  /** 1 to 140 characters. */
  readonly name: string;
  readonly address: MccyAgentAddress | null;
  /** Business Identifier Code. 8 to 11 characters. */
  readonly bic?: string;
  readonly identification?: MccyPartyIdentification;
}

/** Why: an ISO 20022 `code` or free text in `proprietary`. */
export interface MccyPurpose {
  /** Up to 4 characters. */
  readonly code?: string;
  /** In free text, where there is no `code`. Up to 35 characters. */
  readonly proprietary?: string;
}

/** What the payment is for. */
export interface MccyRemittance {
  /** Up to 140 characters. */
  readonly additionalRemittanceInformation?: string;
}
