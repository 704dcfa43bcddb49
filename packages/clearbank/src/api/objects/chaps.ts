import type { Decimal } from "../../json/decimal.js";
import type { ChapsCategoryPurpose, ChapsPurpose, ChapsReturnReason } from "./chaps-codes.js";

/** Letters, digits, space and ``/-?:().,'+!#$%&*=^_`{|}~";<>@[\]``. */
export type ChapsText = string;

/** An account by its IBAN or by another identification. */
export type ChapsAccount = ChapsIbanAccount | ChapsOtherAccount;

/** A CHAPS payment for a customer (pacs.008). */
export interface ChapsCustomerPaymentRequest {
  /** Our id of the instruction, between us and ClearBank. 1 to 35 characters. */
  readonly instructionIdentification: ChapsText;
  /**
   * The payer's id of the payment, passed on unchanged to the payee. 1 to 35 characters; letters, digits,
   * space and `/-?:().,'+`.
   */
  readonly endToEndIdentification: string;
  readonly interBankSettlementAmount: ChapsAmount;
  /** Our account at ClearBank. */
  readonly sourceAccount: ChapsAccount;
  readonly debtorAccount: ChapsAccount;
  readonly debtor: ChapsCustomer;
  readonly creditorAccount: ChapsAccount;
  readonly creditor: ChapsCustomer;
  /** The reason for the payment, an ISO 20022 code. */
  readonly purpose: ChapsPurpose;
  /** The kind of payment, an ISO 20022 code. */
  readonly categoryPurpose: ChapsCategoryPurpose;
  readonly remittanceInformation?: ChapsRemittance;
}

/** A CHAPS payment between institutions (pacs.009). */
export interface ChapsInstitutionPaymentRequest {
  /** Our id of the instruction, between us and ClearBank. 1 to 35 characters. */
  readonly instructionIdentification: ChapsText;
  /**
   * The payer's id of the payment, passed on unchanged to the payee. 1 to 35 characters; letters, digits,
   * space and `/-?:().,'+`.
   */
  readonly endToEndIdentification: string;
  readonly interBankSettlementAmount: ChapsAmount;
  /** Our account at ClearBank. */
  readonly sourceAccount: ChapsAccount;
  readonly debtor: ChapsInstitution;
  readonly creditorAccount: ChapsAccount;
  readonly creditor: ChapsInstitution;
  /** The reason for the payment, an ISO 20022 code. */
  readonly purpose: ChapsPurpose;
  /** The kind of payment, an ISO 20022 code. */
  readonly categoryPurpose: ChapsCategoryPurpose;
  readonly remittanceInformation?: ChapsInstitutionRemittance;
}

/** An inbound CHAPS payment to be returned (pacs.004). */
export interface ChapsReturnRequest {
  /** ClearBank's id of the inbound payment. UUID. */
  readonly paymentId: string;
  readonly reason: ChapsReturnReason;
  /** Our id of the instruction, between us and ClearBank. 1 to 35 characters. */
  readonly instructionIdentification: ChapsText;
  /** Needed where the reason is `NARR`. Up to 105 characters. */
  readonly additionalInformation?: string;
}

/** The id by which webhooks name the payment. */
export interface ChapsPaymentCreated {
  /** Webhooks name the payment by it. UUID. */
  readonly paymentId: string;
}

/** An amount of pounds. */
export interface ChapsAmount {
  readonly amount: Decimal;
  /** Only `GBP` is supported. Three capital letters. */
  readonly currency: string;
}

/** An account by its IBAN. */
export interface ChapsIbanAccount {
  /** An IBAN. */
  readonly iban: string;
}

/** An account by another identification. */
export interface ChapsOtherAccount {
  readonly schemeName: "BBan" | "SortcodeAccountNumber";
  /** `SortcodeAccountNumber` as `040004-12345678`. 1 to 34 characters. */
  readonly identification: string;
}

/** A customer who pays or is paid. */
export interface ChapsCustomer {
  /** 1 to 140 characters. */
  readonly name: ChapsText;
  readonly postalAddress: ChapsAddress;
  readonly organisationIdentifier?: ChapsOrganisation;
  readonly privateIdentifier?: ChapsPrivatePerson;
}

/** An institution that pays or is paid. */
export interface ChapsInstitution {
  /** 1 to 140 characters. */
  readonly name: ChapsText;
  readonly postalAddress: ChapsAddress;
  /** Legal Entity Identifier. 18 capital letters or digits, then two digits. */
  readonly lei: string;
}

/** A postal address. */
export interface ChapsAddress {
  /** 1 to 16 characters. */
  readonly buildingNumber?: ChapsText;
  /** 1 to 35 characters. */
  readonly buildingName?: ChapsText;
  /** 1 to 70 characters. */
  readonly streetName?: ChapsText;
  /** 1 to 35 characters. */
  readonly townName: ChapsText;
  /** Two capital letters, ISO 3166. */
  readonly country: string;
  /** 1 to 16 characters. */
  readonly postCode: ChapsText;
}

/** What identifies an organisation. */
export interface ChapsOrganisation {
  /** Business Identifier Code. 8 or 11 characters. */
  readonly bic?: string;
  /** Legal Entity Identifier. 18 capital letters or digits, then two digits. */
  readonly lei?: string;
  /** Of a company its registration number. Up to 35 characters; letters, digits, space and `/-?:().,'+`. */
  readonly otherIdentification?: string;
}

/** What identifies a person. */
export interface ChapsPrivatePerson {
  /** Such as the National Insurance number. Up to 35 characters; letters, digits, space and `/-?:().,'+`. */
  readonly otherIdentification?: string;
}

/** What the payment is for, as a reference. */
export interface ChapsRemittance {
  /** 1 to 35 characters. */
  readonly creditorReferenceInformation?: ChapsText;
}

/** What the payment is for, as text. */
export interface ChapsInstitutionRemittance {
  /** 1 to 140 characters. */
  readonly unstructured?: ChapsText;
}
