import type { Open } from "./wire.js";

/** Whose name is to be checked against which account. */
export interface NameVerificationRequest {
  readonly SchemeName: "SortCodeAccountNumber";
  readonly LegalOwnerType: "Personal" | "Business";
  /** Sort code and account number together: 14 digits, the number padded with noughts on the left. */
  readonly Identification: string;
  /**
   * Three parts with commas: `,,ClearBank Ltd`, or for a person also `Mr, John, Smith`. ClearBank recommends
   * the first form. 1 to 140 characters.
   */
  readonly OwnerName: string;
  /**
   * A reference by which the payee's bank may find the account; see `cop.validateSrd`. Up to 140
   * characters.
   */
  readonly SecondaryIdentification?: string;
  /** To link this check with the payments after it. Up to 140 characters. */
  readonly EndToEndIdentification?: string;
}

/** The result of a name verification. */
export interface NameVerificationResponse {
  readonly Data?: NameVerificationData;
}

/** What a name verification holds. */
export interface NameVerificationData {
  readonly VerificationReport?: NameVerificationReport;
}

/** Whether the name is that of the account. */
export interface NameVerificationReport {
  /** `false` also for a partial match. */
  readonly Matched: boolean;
  /** The real name, where the match is partial. */
  readonly Name?: string | null;
  /** Pay.UK's code, where it is no full match. */
  readonly ReasonCode?: string | null;
  readonly ReasonCodeDescription?: string | null;
  /** The bank that was asked. */
  readonly MatchedBank: string;
  /** Whether the bank answered in the time agreed. */
  readonly ResponseWithinSla?: boolean;
  readonly LegalOwnerType?: Open<"Personal" | "Business"> | null;
  /** The bank's registration in the Open Banking Directory. */
  readonly ResponderRegistrationId?: string | null;
}

/** The account to be asked about. */
export interface SrdValidationRequest {
  readonly SchemeName: "SortCodeAccountNumber";
  /** Sort code and account number together: 14 digits, the number padded with noughts on the left. */
  readonly Identification: string;
}

/** The result of an SRD validation. */
export interface SrdValidationResponse {
  readonly Data?: SrdValidation;
}

/** Whether secondary reference data are needed. */
export interface SrdValidation {
  /** Whether a name verification there needs `SecondaryIdentification`. */
  readonly Required?: boolean;
  readonly BankName?: string | null;
  readonly Identification?: string | null;
}

/** In or out of Confirmation of Payee. */
export interface CopOptRequest {
  /** `true` to opt out of Confirmation of Payee, `false` to opt in. */
  readonly optOut: boolean;
  /** Needed to opt out. Up to 200 characters. */
  readonly optOutReason?: string;
}

/** What was recorded. */
export interface CopOptResponse {
  readonly data?: string;
  readonly verificationReport?: string;
}
