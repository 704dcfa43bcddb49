import type { Decimal } from "./decimal.js";
import type { AmountRelatedDetails } from "./objects/amount.js";
import type { AuthorisationRequiredData } from "./objects/authorisation.js";
import type { PaymentProduct } from "./objects/initiation.js";
import type { InitiationResponseLinks, StatusResponseLinks } from "./objects/links.js";
import type { DebtorInformationResponse } from "./objects/parties.js";
import type { PaymentStatus } from "./payment-status.js";

/** What a payment is known by and how far it is. */
export interface CommonPaymentData {
  /** When the payment expires. */
  readonly ExpiryDateTimestamp?: string;
  /** Up to 13 digits, a point, 1 to 5 digits. */
  readonly GuaranteedAmount?: Decimal;
  readonly PaymentStatus: PaymentStatus;
  /** The service's, 1 to 35 characters; not a number. */
  readonly PaymentId: string;
  /** The bank's or the iDEAL hub's, 1 to 35 characters. */
  readonly AspspPaymentId?: string;
  /** 1 to 35 characters. */
  readonly AspspId?: string;
  /** Ours, 1 to 36 characters: the payment can be asked for by it. */
  readonly InitiatingPartyReferenceId?: string;
  readonly FundsAvailable?: boolean;
  readonly DebtorInformation?: DebtorInformationResponse;
  readonly AmountRelatedDetails?: AmountRelatedDetails;
  readonly AuthorisationRequiredData?: AuthorisationRequiredData;
  /** 1 to 1024 characters. */
  readonly PsuMessage?: string;
}

/** Answer of `POST /payments`. */
export interface PaymentInitiationResponse {
  readonly CommonPaymentData: CommonPaymentData;
  readonly Links?: InitiationResponseLinks;
  readonly UseWaitingScreen?: boolean;
}

/** Answer of `GET /payments/{paymentId}/status`, and body of a status notification. */
export interface PaymentDetailedInformation {
  readonly PaymentProductUsed?: PaymentProduct;
  readonly CommonPaymentData: CommonPaymentData;
  readonly Links?: StatusResponseLinks;
  readonly UseWaitingScreen?: boolean;
}

/** Answer of `GET /preferences/{Psuid}`: the bank and the account that a payer used before. */
export interface PsuBankPreferences {
  readonly AspspName?: string;
  readonly AspspLogoUrl?: string;
  readonly DebtorAccountIdentification?: string;
}
