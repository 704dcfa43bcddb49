import type { PaymentStatus } from "../payment-status.js";
import type { TransactionFees } from "./amount.js";
import type { AuthorisationResponseLinks, InitiationResponseLinks, StatusLink } from "./links.js";
import type { PsuDataIdentification } from "./parties.js";

/** How far the payer's authentication is. */
export type AuthorisationStatus =
  | "Received"
  | "PsuIdentified"
  | "PsuAuthenticated"
  | "ScaMethodSelected"
  | "Started"
  | "Finalised"
  | "Failed"
  | "Exempted"
  | "Unconfirmed";

/** What a credential is called, in one language. */
export interface CredentialLabel {
  readonly Label: string;
  readonly Language: string;
}

/** A credential that the bank asks for. */
export interface CredentialDetails {
  /** Whether it must be hidden while it is typed. */
  readonly IsSecret: boolean;
  readonly CredentialId: string;
  readonly LabelList: readonly CredentialLabel[];
}

/** The credentials that the bank asks for. */
export interface PsuCredentials {
  readonly AspspProductCode?: string;
  readonly CredentialsDetails: readonly CredentialDetails[];
}

/** A credential of the payer's: a secret. */
export interface PsuAuthCredentials {
  readonly CredentialId: string;
  readonly CredentialValue: string;
}

/** A way in which the payer can be authenticated. */
export interface ScaMethods {
  readonly AuthenticationType: string;
  /** Not empty. */
  readonly AuthenticationMethodId: string;
  /** Not empty. */
  readonly Version?: string;
  /** Not empty. */
  readonly Name?: string;
  /** Not empty. */
  readonly Explanation?: string;
}

/** What the payer is shown to answer to. */
export interface ScaChallengeData {
  readonly AdditionalInformation?: string;
  readonly Data?: readonly string[];
  readonly Image?: string;
  readonly ImageLink?: string;
  readonly OtpFormat?: string;
  readonly OtpMaxLength?: number;
}

/** What the bank needs of the payer. */
export interface AuthorisationRequiredData {
  readonly PsuCredentials?: readonly PsuCredentials[];
  readonly ScaMethods?: readonly ScaMethods[];
  readonly ChosenScaMethod?: ScaMethods;
  readonly ChallengeData?: ScaChallengeData;
}

/** Body of a confirmation. */
export interface ConfirmationRequest {
  readonly PsuData?: PsuDataIdentification;
}

/** Body of an identification. */
export interface PaymentIdentificationRequest {
  readonly PsuData?: PsuDataIdentification;
}

/** Body that begins an authorisation. */
export interface PaymentAuthorisationRequest {
  readonly PsuData?: PsuDataIdentification;
  readonly PsuCredentials?: readonly PsuAuthCredentials[];
}

/** Body that goes on with an authorisation. */
export interface PaymentAuthorisationUpdateRequest {
  readonly PsuData?: PsuDataIdentification;
  readonly PsuCredentials?: readonly PsuAuthCredentials[];
  readonly AuthenticationMethodId?: string;
  readonly ScaAuthenticationData?: string;
}

/** How far an authorisation is. */
export interface CommonPaymentDataAuthorisationResponse {
  /** The service's, 1 to 35 characters; not a number. */
  readonly PaymentId: string;
  readonly PaymentStatus: PaymentStatus;
  readonly AuthStatus?: AuthorisationStatus;
  readonly TransactionFees?: TransactionFees;
  readonly AuthorisationRequiredData?: AuthorisationRequiredData;
  /** 1 to 1024 characters. */
  readonly PsuMessage?: string;
}

/** Answer of an authorisation. */
export interface PaymentAuthorisationResponse {
  readonly CommonPaymentData?: CommonPaymentDataAuthorisationResponse;
  readonly Links?: AuthorisationResponseLinks;
}

/** How far a payment is that was confirmed. */
export interface CommonPaymentDataConfirmationResponse {
  /** The service's, 1 to 35 characters; not a number. */
  readonly PaymentId: string;
  readonly PaymentStatus: PaymentStatus;
  /** 1 to 1024 characters. */
  readonly PsuMessage?: string;
}

/** Answer of a confirmation. */
export interface PaymentConfirmationResponse {
  readonly CommonPaymentData?: CommonPaymentDataConfirmationResponse;
  readonly Links?: StatusLink;
}

/** How far an identification is. */
export interface CommonPaymentDataIdentificationResponse {
  /** The service's, 1 to 35 characters; not a number. */
  readonly PaymentId: string;
  readonly PaymentStatus: PaymentStatus;
  readonly AuthStatus?: AuthorisationStatus;
  /** 1 to 1024 characters. */
  readonly PsuMessage?: string;
}

/** Answer of an identification. */
export interface PaymentIdentificationResponse {
  readonly CommonPaymentData?: CommonPaymentDataIdentificationResponse;
  readonly Links?: StatusLink;
}

/** Answer of a cancellation that has a body. */
export interface PaymentCancellationResponse {
  readonly CommonPaymentData?: CommonPaymentDataAuthorisationResponse;
  readonly Links?: InitiationResponseLinks;
}
