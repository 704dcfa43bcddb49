import type { AccountRelation } from "./account.js";
import type {
  CardContractIdentifier,
  CardIdentifier,
  ContractIdentifier,
  CustomerIdentifier,
  OrderIdentifier,
  ProductExtensionIdentifier,
  ProductIdentifier,
} from "./common.js";
import type { ContactCenter, EmailAddress, MailAddress, PhoneNumber } from "./customer.js";
import type { DateTime, Known } from "./values.js";

export interface AuthorizationDataValidation {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly secondFirstName?: string;
  readonly streetName?: string;
  readonly zipCode?: string;
  readonly birthDate?: DateTime;
}

export interface Card {
  readonly issuerId: string;
  readonly cardIdentifier?: CardIdentifier;
  readonly encryptedPan?: EncryptedPan;
  readonly pan?: string;
  readonly maskedPan?: string;
  readonly panReference?: string;
  readonly expiryDate?: string;
  readonly panSequenceNumber?: string;
  readonly status?: Known<"CREATED" | "ACTIVE" | "BLOCKED" | "DEACTIVATED" | "CANCELLED">;
  readonly statusDate?: DateTime;
  readonly externalStatus?: Known<"IN_PROGRESS" | "CREATED" | "ERROR">;
  /** With `embed`. */
  readonly statusHistory?: readonly CardStatusHistory[];
  readonly embossingName?: string;
  readonly embossingName2ndLine?: string;
  readonly embossingLine5?: string;
  readonly artwork?: string;
  readonly permanentlyBlocked?: boolean;
  readonly emergencyCard?: boolean;
  /** @deprecated by Worldline. */
  readonly emergencyCashAdvance?: boolean;
  readonly renewed?: boolean;
  readonly replaced?: boolean;
  readonly replacementReason?: string;
  readonly blockingReason?: string;
  readonly pinInheritanceCardIdentifier?: PinInheritanceCardIdentifier;
  /** @deprecated by Worldline. */
  readonly pinInheritanceCardReference?: string;
  readonly pinInheritanceExternalCardIdentifier?: PinInheritanceExternalCardIdentifier;
  readonly specificFields?: Readonly<Record<string, string>>;
  /** With `embed`. */
  readonly renewedBy?: CardIdentifier;
  /** With `embed`. */
  readonly replacementBy?: CardIdentifier;
  /** With `embed`. */
  readonly renewedFor?: CardIdentifier;
  /** With `embed`. */
  readonly replacementFor?: CardIdentifier;
  readonly cardContractIdentifier?: CardContractIdentifier;
  /** With `embed`. */
  readonly cardContract?: CardContract;
  /** With `embed`. */
  readonly orderIdentifiers?: readonly OrderIdentifier[];
  /** With `embed`. */
  readonly orders?: readonly Order[];
  /** False by default. */
  readonly isCardDigitalizationAllowed?: boolean;
  readonly multiCardInfo?: MultiCardInfo;
  readonly cardScheme?: string;
  readonly virtual?: boolean;
  readonly contactlessEnabled?: boolean;
  readonly technologyType?: Known<
    "VIRTUAL" | "EMV" | "MAGSTRIPE" | "EMV_MAGSTRIPE" | "CONTACT_ONLY" | "DUAL_INTERFACE"
  >;
  readonly techAndAppModelName?: string;
  readonly photoReference?: string;
  readonly pictureReference?: string;
  readonly logoReference?: string;
  readonly dispatchCode?: string;
  readonly automaticDeactivationDate?: DateTime;
  readonly contractType?: Known<"CORPORATE" | "CONSUMER">;
  readonly cardDeactivationRuleOverride?: Known<"FIRST_APPROVED_AUTHO">;
  readonly partnerExternalCardReference?: string;
  readonly recovered?: boolean;
  readonly recoveryDate?: DateTime;
  readonly lastSavingMeasureCode?: string;
}

export interface CardBlockingInformation {
  readonly cardBlockingDateTime: DateTime;
  readonly blockAgent?: string;
  readonly blockingReason?: string;
  readonly blockingReasonDetail?: string;
  readonly lostStolenDate?: DateTime;
  readonly lossPlace?: string;
  readonly lossCountry?: string;
  readonly lastUsageDate?: DateTime;
  readonly lastUsagePlace?: string;
  readonly lossCircumstances?: string;
  readonly lossReportedBy?: string;
  readonly lossReportedVia?: string;
  readonly fraudCode?: string;
  readonly contactData?: string;
  /** False by default. */
  readonly pinCompromised?: boolean;
  readonly customerRequestingBlockDate?: DateTime;
  readonly transferEffectiveDate?: DateTime;
  readonly noReplacementReason?: string;
  readonly comment?: string;
  /** @deprecated by Worldline. */
  readonly cppFlag?: boolean;
  readonly fraudProcess?: Known<"CPP" | "TFI" | "MBA">;
  readonly scheduledCardBlockingDate?: DateTime;
  readonly scheduledCardBlockingDelay?: number;
  readonly scheduledCardBlockingReason?: string;
  readonly transactionId?: string;
}

export interface CardContract {
  readonly issuerId?: string;
  readonly cardContractIdentifier?: CardContractIdentifier;
  readonly cardTemplateReference?: string;
  readonly cardTypeCode?: string;
  readonly cardTypeLabel?: string;
  readonly status?: Known<"CREATED" | "ACTIVE" | "CLOSED">;
  readonly openingDate?: DateTime;
  readonly activationDate?: DateTime;
  readonly closingDate?: DateTime;
  readonly closingComment?: string;
  readonly closingReason?: string;
  readonly closingDelayType?: Known<"IMMEDIATE" | "SCHEDULED" | "SCHEDULED_EXP_DATE">;
  readonly trustedAuthenticationReference?: string;
  readonly newCardRenewalAllowed?: boolean;
  readonly blockingRenewalReasonCode?: string;
  readonly newCardReplacementAllowed?: boolean;
  readonly blockingReplacementReasonCode?: string;
  readonly blockingPinReorderReasonCode?: string;
  readonly newPinReorderAllowed?: boolean;
  readonly blockingPinReminderReasonCode?: string;
  readonly newPinReminderAllowed?: boolean;
  readonly issuerBranchCode?: string;
  readonly artwork?: string;
  readonly forcedEmbossingName?: string;
  readonly forcedEmbossingName2ndLine?: string;
  /** @deprecated by Worldline. */
  readonly schemeDeclarationOptOut?: boolean;
  readonly schemeReportDeclarationBehavior?: Known<"OPT_IN" | "OPT_OUT">;
  readonly principalSupplementaryCardIndicator?: Known<"PRINCIPAL" | "SUPPLEMENTARY">;
  readonly productCategory?: string;
  readonly productCategoryLabel?: string;
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly productIdentifier?: ProductIdentifier;
  readonly productExtensionIdentifier?: ProductExtensionIdentifier;
  /** With `embed`. */
  readonly selectedModels?: readonly CardContractModel[];
  readonly cardClass?: string;
  /** With `embed`. */
  readonly cardIdentifiers?: readonly CardIdentifier[];
  /** With `embed`. */
  readonly cards?: readonly Card[];
  readonly cardHolderIdentifier?: CustomerIdentifier;
  /** False by default. */
  readonly vipFlag?: boolean;
  readonly contractIdentifier?: ContractIdentifier;
  /** With `embed`. */
  readonly relatedAccounts?: readonly AccountRelation[];
  readonly cardProfileDescription?: string;
  readonly originalCardContractIdentifier?: CardContractIdentifier;
  readonly changedCardContractIdentifier?: CardContractIdentifier;
  readonly photoReference?: string;
  readonly pictureReference?: string;
  readonly cardProfileReference?: string;
  readonly mainCardIndicator?: boolean;
  readonly logoReference?: string;
  readonly cardContractGroupReference?: string;
  readonly contractType?: Known<"CORPORATE" | "CONSUMER">;
  readonly deviceTokensNumber?: number;
  readonly commercialProductReference?: string;
  readonly commercialProductDescription?: string;
  readonly merchantTokensNumber?: number;
  readonly authorizationDataValidation?: AuthorizationDataValidation;
  readonly contactCenters?: readonly ContactCenter[];
  readonly clickToPayEnrollment?: Known<"OPT_IN" | "OPT_OUT">;
}

export interface CardContractModel {
  readonly reference?: string;
  readonly type?: Known<
    | "CARD_CREATION_MODEL"
    | "CARD_AUTONUMBERING_MODEL"
    | "TECHNOLOGY_AND_APPLICATION_MODEL"
    | "EVENT_FEE_MODEL"
    | "CARD_RENEWAL_MODEL"
    | "CARD_REPLACEMENT_MODEL"
    | "PIN_PRODUCTION_MODEL"
    | "DISTRIBUTION_MODEL"
  >;
}

export interface CardStatusHistory {
  /** Such as `CardActivation`, `CardIssuing`, `CardCancellation`, `CardDeactivation`, `CardBlocking`, `CardUnblocking`. */
  readonly eventType?: string;
  readonly eventDate?: DateTime;
  readonly reason?: string;
  readonly comment?: string;
  readonly waiveFee?: boolean;
  readonly blockingInformation?: CardBlockingInformation;
}

export interface EncryptedPan {
  readonly encryptedValue?: string;
  readonly publicKeyIdentifier?: string;
}

export interface FeeCondition {
  readonly description?: string;
  readonly operationType?: string;
  readonly criteria?: string;
}

export interface MultiCard {
  readonly cardId?: string;
  readonly cardIdentifier?: CardIdentifier;
  readonly cardStatus?: Known<"CREATED" | "ACTIVE" | "BLOCKED" | "DEACTIVATED" | "CANCELLED">;
  readonly permanentlyBlocked?: boolean;
  readonly renewed?: boolean;
  readonly replaced?: boolean;
}

export interface MultiCardInfo {
  readonly multiCardReference?: string;
  readonly samePin?: boolean;
  readonly multiCards?: readonly MultiCard[];
}

export interface Order {
  readonly issuerId?: string;
  readonly orderType?: Known<"CardOrder" | "PinMailerOrder" | "TanMailerOrder">;
  readonly orderIdentifier?: OrderIdentifier;
  readonly currentExternalStatus?: string;
  readonly currentExternalStatusDate?: DateTime;
  readonly currentInternalStatus?: Known<
    "CREATED" | "CONFIRMED" | "ORDERED" | "REJECTED" | "CANCELLED" | "FINISHED" | "ORDERABLE"
  >;
  readonly currentInternalStatusDate?: DateTime;
  readonly sendingMode?: string;
  readonly deliveryChannel?: string;
  readonly deliveryType?: Known<"CUSTOMER" | "BRANCH">;
  readonly orderReason?: Known<
    | "CARD_RENEWAL"
    | "PIN_CARD_RENEWAL"
    | "FIRST_CARD_ISSUE"
    | "FIRST_PIN_CARD_ISSUE"
    | "CARD_REPLACEMENT"
    | "PIN_CARD_REPLACEMENT"
    | "PIN_REMINDER"
    | "PIN_REORDER"
    | "TAN_REQUEST"
  >;
  /** With `embed`. */
  readonly statusHistory?: readonly OrderStatusHistory[];
  readonly cardProducer?: string;
  readonly pinMailerEditor?: string;
  readonly deliveryBranchCode?: string;
  readonly customDeliveryAddressee?: string;
  readonly customDeliveryAddress?: MailAddress;
  /** Not used by Worldline. */
  readonly customDeliveryPhone?: PhoneNumber;
  /** Not used by Worldline. */
  readonly customDeliveryEmail?: EmailAddress;
  readonly specificFields?: Readonly<Record<string, string>>;
  /** With `embed`. */
  readonly card?: Card;
  readonly cardIdentifier?: CardIdentifier;
  readonly embossingFileName?: string;
  readonly tanOrigin?: string;
  readonly tanBackupMethod?: string;
  readonly tanExpiryDate?: DateTime;
  readonly tanStatus?: Known<"CREATED" | "FAILED" | "ACTIVE" | "USED" | "EXPIRED">;
  readonly freeTanMailerCounter?: number;
  readonly tanUsageDate?: DateTime;
  readonly free?: boolean;
  readonly tanValue?: string;
  readonly feeConditions?: readonly FeeCondition[];
  readonly notExtractedReason?: string;
  readonly notExtractedUpdateDate?: DateTime;
  readonly waitingPin?: boolean;
}

export interface OrderStatusHistory {
  readonly type?: Known<"InternalStatus" | "ProducerStatus">;
  readonly date?: DateTime;
  readonly status?: string;
}

export interface PinInheritanceCardIdentifier {
  readonly pinInheritanceCardReference?: string;
  readonly pinInheritanceIssuerCardExternalReference?: string;
}

export interface PinInheritanceExternalCardIdentifier {
  readonly pinInheritanceExternalCardReference?: string;
}
