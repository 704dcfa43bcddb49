import type { Account } from "./account.js";
import type { AddOnSubscription } from "./add-on.js";
import type { CardContract } from "./card.js";
import type {
  AccountIdentifier,
  CardContractIdentifier,
  ContractIdentifier,
  CustomerIdentifier,
  ProductIdentifier,
} from "./common.js";
import type { AdvertisementFlags, DeliveryChannel } from "./correspondence.js";
import type { Customer } from "./customer.js";
import type { DateTime, Known } from "./values.js";

export interface CardChange {
  readonly cardContractIdentifier?: CardContractIdentifier;
  readonly cardClass?: string;
}

export interface Contract {
  readonly issuerId?: string;
  readonly contractIdentifier?: ContractIdentifier;
  /** With `embed`. */
  readonly advertisementFlags?: AdvertisementFlags;
  /** `NO_BRANCH` by default. */
  readonly issuerBranchCode?: string;
  readonly cardReleaseOrder?: Known<"IMMEDIATE" | "AUTOMATIC">;
  readonly closingComment?: string;
  readonly closingDate?: DateTime;
  readonly closingReason?: string;
  readonly closureDelayType?: Known<"IMMEDIATE" | "SCHEDULED" | "SCHEDULED_EXP_DATE">;
  /** With `embed`. */
  readonly dataAnalysisFlags?: DataAnalysisFlags;
  /** With `embed`. */
  readonly deliveryChannel?: DeliveryChannel;
  readonly feeReimbursementAtCardContractClosing?: boolean;
  /** With `embed`. */
  readonly legitimacyDocuments?: readonly LegitimacyDocument[];
  readonly numberOfFreeCardsMembershipFee?: number;
  readonly numberOfFreeCardsAccountSetupFee?: number;
  /** False by default. */
  readonly numberOfFreeCardsPrimaryCardImpacted?: boolean;
  readonly signatureDate?: DateTime;
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly status?: Known<"AWAITING_SIGNATURE" | "SIGNED" | "CLOSED">;
  readonly statusDate?: DateTime;
  readonly waiveFee?: boolean;
  /** With `embed`. */
  readonly accountIdentifiers?: readonly AccountIdentifier[];
  /** With `embed`. */
  readonly accounts?: readonly Account[];
  /** With `embed`. */
  readonly cardContractIdentifiers?: readonly CardContractIdentifier[];
  /** With `embed`. */
  readonly cardContracts?: readonly CardContract[];
  readonly contractOwnerIdentifier?: CustomerIdentifier;
  /** With `embed`. */
  readonly contractCustomerIdentifiers?: readonly CustomerIdentifier[];
  /** With `embed`. */
  readonly contractCustomers?: readonly Customer[];
  readonly productIdentifier?: ProductIdentifier;
  readonly rootAccountIdentifier?: AccountIdentifier;
  /** With `embed`. */
  readonly contractFees?: readonly ContractFee[];
  readonly membershipFeeAnniversaryDate?: DateTime;
  readonly originalContractIdentifier?: ContractIdentifier;
  readonly changedContractIdentifier?: ContractIdentifier;
  readonly contractClosedByProductChange?: ProductChangeInformation;
  readonly contractCreatedFromProductChange?: ProductChangeInformation;
  readonly coBrander?: string;
  /** With `embed`. */
  readonly addonSubscriptions?: readonly AddOnSubscription[];
  readonly partnerContractExternalReference?: string;
}

export interface ContractFee {
  readonly accountIdentifier?: AccountIdentifier;
  readonly selectedModels?: readonly ContractModel[];
  readonly membershipFeeAnniversaryDate?: DateTime;
  /** `ENTITY_ACCOUNT` on corporate contracts only. */
  readonly postingAccountForMembershipFee?: Known<"ROOT_ACCOUNT" | "CARD_ACCOUNT">;
  /** `ENTITY_ACCOUNT` on corporate contracts only. */
  readonly postingAccountForAccountSetupFee?: Known<"ROOT_ACCOUNT" | "CARD_ACCOUNT">;
  readonly membershipFeePromotionalPeriod?: number;
}

export interface ContractModel {
  readonly reference?: string;
  readonly type?: Known<"ACCOUNT_SETUP_FEE" | "MEMBERSHIP_FEE">;
}

export interface DataAnalysisFlags {
  /** False by default. */
  readonly person?: boolean;
  /** False by default. */
  readonly paymentTransaction?: boolean;
  /** False by default. */
  readonly exchangeThirdParties?: boolean;
}

export interface LegitimacyDocument {
  readonly legitimacyDocumentType?: string;
  readonly legitimacyDocumentId?: string;
  readonly legitimacyDocumentDate?: DateTime;
  readonly legitimacyDocumentExpiryDate?: DateTime;
  readonly legitimated?: boolean;
  readonly customerIdentifier?: CustomerIdentifier;
}

export interface ProductChangeInformation {
  readonly targetProductIdentifier?: ProductIdentifier;
  readonly closingReason?: string;
  readonly feeReimbursementAtCardContractClosing?: boolean;
  readonly cardCreationSendingMode?: string;
  readonly pinMailerSendingMode?: string;
  readonly cardChanges?: readonly CardChange[];
  readonly productChangeTrigger?: Known<"IMMEDIATE" | "ON_RENEWAL">;
  readonly productChangeReference?: string;
  readonly productChangeStatus?: Known<"PENDING" | "PROCESSED" | "CANCELLED">;
  readonly futureChangeDate?: DateTime;
  readonly productChangeStatusDate?: DateTime;
}
