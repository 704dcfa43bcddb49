import type { Decimal } from "../../json/decimal.js";
import type { PaymentAccountReference } from "./account-identification.js";
import type { CreditorReference, PaymentIdentification } from "./fps.js";
import type { CurrencyCode } from "./wire.js";

/** A batch of payments over one scheme. */
export interface SchemePaymentsRequest {
  /** The groups of payments, one for each account they leave from. */
  readonly paymentInstructions: readonly SchemePaymentInstruction[];
}

/** Payments out of one account. */
export interface SchemePaymentInstruction {
  /** Our id of this group of transfers. 1 to 35 characters. */
  readonly paymentInstructionIdentification: string;
  /** No longer looked at. Date and time, ISO 8601. */
  readonly requestedExecutionDate?: string;
  readonly debtor: SchemeParty;
  readonly debtorAccount: PaymentAccountReference;
  /** The payments out of this account. */
  readonly creditTransfers: readonly SchemeCreditTransfer[];
}

/** Who pays or is paid. */
export interface SchemeParty {
  /** 1 to 140 characters. */
  readonly name: string;
  /** Such as a charity number, if known; the name is spelt so on the wire. Up to 35 characters. */
  readonly legalEntityIndentifier?: string;
}

/** One payment. */
export interface SchemeCreditTransfer {
  readonly paymentIdentification: PaymentIdentification;
  readonly amount: SchemePaymentAmount;
  readonly creditor: SchemeParty;
  readonly creditorAccount: PaymentAccountReference;
  readonly remittanceInformation: SchemeRemittance;
}

/** An amount of money. */
export interface SchemePaymentAmount {
  readonly instructedAmount: Decimal;
  /** ISO 4217. */
  readonly currency: CurrencyCode;
}

/** What the payment is for. */
export interface SchemeRemittance {
  readonly structured?: SchemeStructuredRemittance;
}

/** What the payment is for, as a reference. */
export interface SchemeStructuredRemittance {
  readonly creditorReferenceInformation?: CreditorReference;
}
