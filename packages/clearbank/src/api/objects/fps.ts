import type { Decimal } from "../../json/decimal.js";
import type { PaymentAccountReference } from "./account-identification.js";
import type { CurrencyCode } from "./wire.js";

/** Why an inbound Faster Payment goes back. */
export type FpsReturnReason =
  | "BeneficiarySortCodeOrAccountUnknown"
  | "BeneficiaryAccountClosed"
  | "BeneficiaryAccountStopped"
  | "BeneficiaryDeceased"
  | "AccountCannotBeIdentified"
  | "BeneficiaryAccountNameDoesNotMatchBeneficiaryAccountNumber"
  | "ReturnRequestedBySenderOfOriginalPayment"
  | "AccountIsNotInCurrencyQuoted"
  | "BeneficiaryNotExpectingFundsOrInstructedReturn"
  | "TermsAndConditionsOfAccountDoNotPermitCreditingOfFunds"
  | "SendingFpsInstitutionActionRequired"
  | "AccountTransferred"
  | "PaymentCannotBeAppliedBecauseOfBeneficiarySensitivities"
  | "Other";

/** A batch of Faster Payments. */
export interface FpsPaymentsRequest {
  /** The groups of payments, one for each account they leave from. 1 to 10 items. */
  readonly paymentInstructions: readonly FpsPaymentInstruction[];
}

/** Faster Payments out of one account. */
export interface FpsPaymentInstruction {
  readonly debtor: FpsDebtor;
  /** Our id of this group of transfers. 1 to 35 characters. */
  readonly paymentInstructionIdentification: string;
  /** `SIP` single immediate, `SOP` standing order, `FDP` forward-dated payment. */
  readonly paymentTypeCode?: "SIP" | "SOP" | "FDP";
  readonly debtorAccount: PaymentAccountReference;
  /** The payments out of this account. 1 to 10 items. */
  readonly creditTransfers: readonly FpsCreditTransfer[];
}

/** Who pays. */
export interface FpsDebtor {
  /** Such as a charity number, if known. Up to 35 characters. */
  readonly legalEntityIdentifier?: string;
  /**
   * The payer's full address; of a British one in this order: country, town, city, county, street, building,
   * post code. 1 to 140 characters; letters, digits, space and `/-?:().,'+`.
   */
  readonly address: string;
}

/** One Faster Payment. */
export interface FpsCreditTransfer {
  readonly paymentIdentification: PaymentIdentification;
  readonly amount: FpsAmount;
  readonly creditor: FpsCreditor;
  readonly creditorAccount: PaymentAccountReference;
  readonly remittanceInformation: RemittanceInformation;
  /**
   * `true` sends the payment over the scheme even where the payee's account is at ClearBank too; `false` by
   * default.
   */
  readonly enforceSendToScheme?: boolean;
}

/** Our ids of a payment. */
export interface PaymentIdentification {
  /** Our id of the instruction, between us and ClearBank. 1 to 35 characters. */
  readonly instructionIdentification: string;
  /**
   * The payer's id of the payment, passed on unchanged to the payee. ClearBank knows a duplicate payment by
   * it. 1 to 35 characters.
   */
  readonly endToEndIdentification: string;
}

/** An amount of pounds. */
export interface FpsAmount {
  /** Only `GBP` is supported. */
  readonly currency?: CurrencyCode;
  /** In pounds. */
  readonly instructedAmount: Decimal;
}

/** Who is paid. */
export interface FpsCreditor {
  /** 1 to 140 characters. */
  readonly name: string;
  /** Such as a charity number, if known; the name is spelt so on the wire. Up to 35 characters. */
  readonly legalEntityIndentifier?: string;
}

/** What the payment is for. */
export interface RemittanceInformation {
  readonly structured?: StructuredRemittance;
  readonly unstructured?: UnstructuredRemittance;
}

/** What the payment is for, as a reference. */
export interface StructuredRemittance {
  readonly creditorReferenceInformation?: CreditorReference;
}

/** What the payment is for, as text. */
export interface UnstructuredRemittance {
  readonly additionalReferenceInformation?: AdditionalReference;
}

/** The reference that the payee knows the payment by. */
export interface CreditorReference {
  /** Up to 35 characters. */
  readonly reference?: string;
}

/** More about the payment. */
export interface AdditionalReference {
  /** Up to 140 characters. */
  readonly reference?: string;
}

/** An inbound Faster Payment to be returned. */
export interface FpsReturnRequest {
  readonly paymentReturnInstruction: FpsReturn;
}

/** Which payment goes back, and why. */
export interface FpsReturn {
  /** The inbound payment's transaction id. UUID. */
  readonly TransactionId: string;
  readonly ReasonForReturn: FpsReturnReason;
}
