import type { PaymentStatus } from "../payment-status.js";
import type { Amount, AmountRelatedDetails, TransactionFees } from "./amount.js";
import type { AuthorisationRequiredData, AuthorisationStatus } from "./authorisation.js";
import type {
  RefundAuthorisationApproachLinks,
  RefundAuthorisationResponseLinks,
  RefundStatusLink,
  StatusResponseLinks,
} from "./links.js";
import type { CreditorInformation, DebtorInformation, PsuData } from "./parties.js";

/** What is paid back of one payment. */
export interface RefundItem {
  /** The service's, 1 to 35 characters; not a number. */
  readonly PaymentId: string;
  /** 1 to 35 characters: the payment can be asked for by it. */
  readonly EndToEndId?: string;
  readonly Amount: Amount;
  readonly CreditorInformation?: CreditorInformation;
}

/** What is paid back. */
export interface CommonPaymentDataRefund {
  /** Ours, 1 to 36 characters: the payment can be asked for by it. */
  readonly InitiatingPartyReferenceId: string;
  /** False by default. */
  readonly UsePreAuthentication?: boolean;
  readonly PreferredScaMethod?: readonly ("Redirect" | "Decoupled" | "Embedded")[];
  readonly PsuData?: PsuData;
  readonly Refunds: readonly RefundItem[];
}

/** Body of `POST /refunds`.
 *
 * The interface file (3.6.0) requires two members that it does not define and therefore forbids, `CommonPaymentDataRefund`
 * and `Refunds`: no body could satisfy it. This is the one member that it defines, made mandatory.
 */
export interface RefundInitiationRequest {
  readonly CommonPaymentData: CommonPaymentDataRefund;
}

/** Why one refund of several was not made: codes 001 to 011, which are not those of `WorldlineApiError`. */
export interface AccountError {
  /** The service's, 1 to 35 characters; not a number. */
  readonly PaymentId: string;
  readonly Error: {
    /** One to three digits. */
    readonly Code: string;
    /** 1 to 140 characters. */
    readonly Message: string;
  };
}

/** A refund, and how far it is. */
export interface CommonPaymentDataRefundResponse {
  /** 1 to 35 characters. */
  readonly RefundId: string;
  readonly RefundStatus: PaymentStatus;
  /** Ours, 1 to 36 characters: the payment can be asked for by it. */
  readonly InitiatingPartyReferenceId?: string;
  readonly AmountRelatedDetails?: AmountRelatedDetails;
  readonly AuthorisationRequiredData?: AuthorisationRequiredData;
  /** 1 to 1024 characters. */
  readonly PsuMessage?: string;
  readonly AccountErrors?: readonly AccountError[];
}

/** Answer of `POST /refunds`. */
export interface RefundInitiationResponse {
  readonly CommonPaymentData: CommonPaymentDataRefundResponse;
  readonly Links?: RefundAuthorisationApproachLinks;
}

/** A refund, and how far it is. */
export interface CommonPaymentDataRefundDetailsResponse {
  /** 1 to 35 characters. */
  readonly RefundId: string;
  readonly RefundStatus: PaymentStatus;
  /** Ours, 1 to 36 characters: the payment can be asked for by it. */
  readonly InitiatingPartyReferenceId?: string;
  readonly FundsAvailable?: boolean;
  readonly DebtorInformation?: DebtorInformation;
  readonly AuthorisationRequiredData?: AuthorisationRequiredData;
  /** 1 to 1024 characters. */
  readonly PsuMessage?: string;
}

/** Answer of `GET /refunds/{refundId}/status`. */
export interface RefundStatusResponse {
  readonly CommonPaymentData: CommonPaymentDataRefundDetailsResponse;
  readonly Links?: StatusResponseLinks;
}

/** How far a refund is that was confirmed. */
export interface CommonPaymentDataRefundConfirmationResponse {
  /** 1 to 35 characters. */
  readonly RefundId: string;
  readonly RefundStatus: PaymentStatus;
  /** 1 to 1024 characters. */
  readonly PsuMessage?: string;
}

/** Answer of a refund's confirmation. */
export interface RefundConfirmationResponse {
  readonly CommonPaymentData?: CommonPaymentDataRefundConfirmationResponse;
  readonly Links?: RefundStatusLink;
}

/** How far a refund's identification is. */
export interface CommonPaymentDataRefundIdentificationResponse {
  /** 1 to 35 characters. */
  readonly RefundId: string;
  readonly RefundStatus: PaymentStatus;
  readonly AuthStatus?: AuthorisationStatus;
  /** 1 to 1024 characters. */
  readonly PsuMessage?: string;
}

/** Answer of a refund's identification. */
export interface RefundIdentificationResponse {
  readonly CommonPaymentData?: CommonPaymentDataRefundIdentificationResponse;
  readonly Links?: RefundStatusLink;
}

/** How far a refund's authorisation is. */
export interface CommonPaymentDataRefundAuthorisationResponse {
  /** 1 to 35 characters. */
  readonly RefundId: string;
  readonly RefundStatus: PaymentStatus;
  readonly AuthStatus?: AuthorisationStatus;
  readonly TransactionFees?: TransactionFees;
  readonly AuthorisationRequiredData?: AuthorisationRequiredData;
  /** 1 to 1024 characters. */
  readonly PsuMessage?: string;
}

/** Answer of a refund's authorisation. */
export interface RefundAuthorisationResponse {
  readonly CommonPaymentData?: CommonPaymentDataRefundAuthorisationResponse;
  readonly Links?: RefundAuthorisationResponseLinks;
}
