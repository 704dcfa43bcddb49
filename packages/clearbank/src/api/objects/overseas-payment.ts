import type { Decimal } from "../../json/decimal.js";
import type { AccountScheme } from "./account-identification.js";
import type { CurrencyCode } from "./wire.js";

/** A Faster Payment that was ordered overseas. */
export interface OverseasPaymentRequest {
  readonly paymentInstruction: OverseasPaymentInstruction;
}

/** The parties and the payment. */
export interface OverseasPaymentInstruction {
  readonly debtor: OverseasDebtor;
  readonly debtorAccount: OverseasAccount;
  readonly ultimateDebtor: UltimateDebtor;
  readonly ultimateDebtorAccount: UltimateDebtorAccount;
  readonly creditTransfer: OverseasCreditTransfer;
}

/** An account of ours, or the payee's: an IBAN or another identification. */
export interface OverseasAccount {
  readonly identification: OverseasAccountIdentification;
}

/** An IBAN or another identification, one of the two. */
export interface OverseasAccountIdentification {
  readonly iban?: string;
  readonly other?: OverseasOtherIdentification;
}

/** An identification that is no IBAN. */
export interface OverseasOtherIdentification {
  /** 1 to 34 characters. */
  readonly identification: string;
  /** Which kind of identification it is: `code` or `proprietary`. */
  readonly schemeName: AccountScheme;
}

/** Who pays at our side. */
export interface OverseasDebtor {
  /** Such as a charity number, if known. Up to 35 characters. */
  readonly legalEntityIdentifier?: string;
}

/** Who pays overseas. */
export interface UltimateDebtor {
  /** 1 to 40 characters. */
  readonly name: string;
  /** 1 to 140 characters. */
  readonly address: string;
}

/** The account overseas. */
export interface UltimateDebtorAccount {
  readonly identification: UltimateDebtorAccountIdentification;
}

/** The account overseas: its bank and its number. */
export interface UltimateDebtorAccountIdentification {
  /** Business Identifier Code. 8 to 11 characters. */
  readonly bic: string;
  /** 1 to 34 characters. */
  readonly accountNumber: string;
}

/** The payment. */
export interface OverseasCreditTransfer {
  readonly paymentIdentification: OverseasPaymentIdentification;
  readonly amount: OverseasPaymentAmount;
  readonly creditor: OverseasCreditor;
  readonly creditorAccount: OverseasAccount;
  readonly remittanceInformation: OverseasRemittance;
}

/** Our id of the payment. */
export interface OverseasPaymentIdentification {
  /** The payer's id of the payment, passed on unchanged to the payee. 1 to 35 characters. */
  readonly endToEndIdentification: string;
}

/** The amount, and what it was before it was changed into pounds. */
export interface OverseasPaymentAmount {
  /** The currency in which the payer gave the order, not `GBP`; goes with the two fields below. */
  readonly originalCurrency?: CurrencyCode;
  /** Greater than 0 with `originalCurrency`, 0 without it. */
  readonly originalAmount?: Decimal;
  /** From `originalCurrency` to pounds: greater than 0 with `originalCurrency`, 0 without it. */
  readonly exchangeRate?: Decimal;
  /** In pounds. */
  readonly instructedAmount: Decimal;
}

/** Who is paid. */
export interface OverseasCreditor {
  /** 1 to 40 characters. */
  readonly name: string;
  /** Such as a charity number, if known. Up to 35 characters. */
  readonly legalEntityIdentifier?: string;
  /** Up to 140 characters. */
  readonly address?: string;
}

/** What the payment is for. */
export interface OverseasRemittance {
  readonly structured?: OverseasStructuredRemittance;
  readonly unstructured?: OverseasUnstructuredRemittance;
}

/** What the payment is for, as a reference. */
export interface OverseasStructuredRemittance {
  readonly creditorReferenceInformation?: OverseasCreditorReference;
}

/** The reference that the payee knows the payment by. */
export interface OverseasCreditorReference {
  /** Up to 18 characters. */
  readonly reference?: string;
}

/** What the payment is for, as text. */
export interface OverseasUnstructuredRemittance {
  readonly additionalReferenceInformation?: OverseasAdditionalReference;
}

/** More about the payment. */
export interface OverseasAdditionalReference {
  /** Up to 140 characters; letters, digits, white space and `/-?:().,+#=!%&*<>;{@`. */
  readonly reference?: string;
}
