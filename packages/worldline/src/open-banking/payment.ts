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
  /** How far it is; {@link isFinalStatus} knows the ends. */
  readonly PaymentStatus: PaymentStatus;
  /** The service's, 1 to 35 characters; not a number. */
  readonly PaymentId: string;
  /** The bank's or the iDEAL hub's, 1 to 35 characters. */
  readonly AspspPaymentId?: string;
  /** 1 to 35 characters. */
  readonly AspspId?: string;
  /** Ours, 1 to 36 characters: the payment can be asked for by it. */
  readonly InitiatingPartyReferenceId?: string;
  /** Whether the payer's account has enough, where the bank tells. */
  readonly FundsAvailable?: boolean;
  /** The payer, as the bank tells it. Expect it with `SettlementCompleted` only. */
  readonly DebtorInformation?: DebtorInformationResponse;
  /** Fees and the rate of exchange, of a payment in another currency. */
  readonly AmountRelatedDetails?: AmountRelatedDetails;
  /** What the bank still needs of the payer. */
  readonly AuthorisationRequiredData?: AuthorisationRequiredData;
  /** 1 to 1024 characters. */
  readonly PsuMessage?: string;
}

/** Answer of `POST /payments`. */
export interface PaymentInitiationResponse {
  /** The payment's id and its status. */
  readonly CommonPaymentData: CommonPaymentData;
  /** What may come next; `RedirectUrl` is where to send the payer. */
  readonly Links?: InitiationResponseLinks;
  /** Show the payer a page with a button that leads to `RedirectUrl`, instead of redirecting. */
  readonly UseWaitingScreen?: boolean;
}

/** Answer of `GET /payments/{paymentId}/status`, and body of a status notification. */
export interface PaymentDetailedInformation {
  /** Which of the products that were asked for it became. */
  readonly PaymentProductUsed?: PaymentProduct;
  /** The payment's id and its status. */
  readonly CommonPaymentData: CommonPaymentData;
  /** What may come next. */
  readonly Links?: StatusResponseLinks;
  /** Show the payer a page with a button that leads to `RedirectUrl`, instead of redirecting. */
  readonly UseWaitingScreen?: boolean;
}

/** Answer of `GET /preferences/{Psuid}`: the bank and the account that a payer used before. */
export interface PsuBankPreferences {
  /** The name of the bank, to be shown. */
  readonly AspspName?: string;
  /** Where the bank's logo is. */
  readonly AspspLogoUrl?: string;
  /** The IBAN, masked, or another id by which payer and bank know the account. */
  readonly DebtorAccountIdentification?: string;
}
