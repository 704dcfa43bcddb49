import type {
  AccountIdentifier,
  Amount,
  CardIdentifier,
  LoyaltyPoint,
  OperationIdentifier,
  ProductIdentifier,
} from "./common.js";
import type { DateTime, Known } from "./values.js";

export interface AirItineraryInformation {
  readonly businessFormatCode?: string;
  readonly travelAgent?: string;
  readonly travelAgentCode?: string;
  readonly passengerName?: string;
  readonly departureDate?: string;
  readonly originCityCode?: string;
  readonly restrictedTicketIndicator?: string;
  readonly reservationSystem?: string;
  readonly creditReasonIndicator?: string;
  readonly ticketChangeIndicator?: string;
  readonly ticketNumber?: string;
  readonly IATACode?: string;
  readonly leg1?: TravelDetailLeg;
  readonly leg2?: TravelDetailLeg;
  readonly leg3?: TravelDetailLeg;
  readonly leg4?: TravelDetailLeg;
}

export interface CarRentalInformation {
  readonly businessFormatCode?: string;
  readonly days?: string;
  readonly noShowIndicator?: string;
  readonly extraCharges?: string;
  readonly checkOutDate?: string;
  readonly dailyRentRate?: string;
  readonly weeklyRentRate?: string;
  readonly insuranceCharge?: string;
  readonly fuelCharge?: string;
  readonly classCode?: string;
  readonly oneWayDropCharge?: string;
  readonly renterName?: string;
}

export interface DetailedFeeAmount {
  readonly percentage?: string;
  readonly name?: string;
  readonly feeAmount?: Amount;
  readonly externalOperationCode?: string;
  readonly includeInOtherDetailFeeAmount?: boolean;
}

export interface InquireOperationRequest {
  readonly externalOperationReference: string;
  readonly externalOperationServicePoster: string;
  readonly externalOperationDate: DateTime;
}

export interface LodgingInformation {
  readonly businessFormatCode?: string;
  readonly noShowIndicator?: string;
  readonly extraCharges?: string;
  readonly checkInDate?: string;
  readonly dailyRoomRate?: string;
  readonly totalTax?: string;
  readonly prepaidExpenses?: string;
  readonly foodBeverageCharge?: string;
  readonly folioCashAdvances?: string;
  readonly totalRoomNights?: string;
  readonly totalRoomTax?: string;
}

/** What was posted to an account. Date, reference and poster of its external identity are unique together. */
export interface Operation {
  readonly issuerId?: string;
  readonly operationIdentifier: { readonly operationId: string };
  readonly acquirerReferenceData?: string;
  readonly cardAcceptorCity?: string;
  readonly cardAcceptorCountry?: string;
  readonly cardAcceptorZipCode?: string;
  readonly cardScheme?: string;
  readonly eCommerce?: boolean;
  readonly cardAcceptorName?: string;
  readonly description?: string;
  readonly externalOperationCode?: string;
  readonly feeType?: string;
  readonly maskedPan?: string;
  readonly merchantCategoryCode?: string;
  readonly "balanceAdjustmentReason "?: string;
  readonly exchangeRate?: string;
  readonly exchangeRateDate?: DateTime;
  readonly exchangeRateSource?: string;
  readonly operationCode?: Known<
    | "CASH_ADVANCE"
    | "CASH_BACK"
    | "CASH_WITHDRAWAL"
    | "CREDIT"
    | "FUND_TRANSFER"
    | "NORMAL_PURCHASE"
    | "REFUND_PURCHASE"
    | "LOAD"
  >;
  readonly operationKind: Known<
    | "BAL"
    | "FEE"
    | "INT"
    | "LOAD"
    | "PAY"
    | "RMB"
    | "TRN"
    | "DISPUTE"
    | "RST_BAL"
    | "SUBPAYOP"
    | "WRITE_OFF"
    | "CRD_INST"
    | "CRD_INST_INIT"
    | "BAL_ADJ"
  >;
  readonly postingDate: DateTime;
  readonly reconciliationAmount?: Amount;
  readonly referenceAmount?: Amount;
  readonly reversal: boolean;
  readonly reversalReason?: string;
  readonly subFeeType?: string;
  readonly frequency?: string;
  /** May be negative. */
  readonly transactionAmount?: Amount;
  readonly transactionDate?: DateTime;
  readonly valueDate?: DateTime;
  readonly walletId?: string;
  readonly authorizationBusinessCaseIdentifier?: { readonly businessCaseId: string };
  readonly cardIdentifier?: CardIdentifier;
  readonly disputeFolderIdentifier?: {
    readonly disputeFolderReference: string;
    readonly issuerDisputeExternalReference?: string;
  };
  readonly panTokenIdentifier?: { readonly panTokenReference: string };
  readonly externalOperationDate: DateTime;
  readonly externalOperationReference: string;
  readonly externalOperationServicePoster: string;
  /** @deprecated by Worldline; its type is in no source. */
  readonly businessCaseId?: unknown;
  /** @deprecated by Worldline; its type is in no source. */
  readonly pointOfServiceDataCode?: unknown;
  /** @deprecated by Worldline; its type is in no source. */
  readonly travelInformation?: unknown;
  readonly pan?: string;
  readonly panReference?: string;
  readonly acquisitionMaterial?: Known<
    "ATM" | "POS" | "VOICE_PHONE" | "MANUAL" | "UNATTENDED_TERMINAL" | "MOBILE" | "INTERNET" | "UNKNOWN"
  >;
  readonly cardAcceptorIdCode?: string;
  readonly entryMode?: Known<"UNKNOWN" | "OCR" | "MANUAL" | "MAGSTRIPE" | "CONTACTLESS" | "CHIP" | "BARCODE">;
  readonly approvalCode?: string;
  /** With `embed`. */
  readonly authorization?: { readonly transactionDate?: string };
  readonly pointOfSaleEnvironment?: string;
  readonly mailPhoneEcommerceAndPaymentIndicator?: string;
  /** @deprecated by Worldline; its type is in no source. */
  readonly posDataCode?: unknown;
  readonly pointOfService?: PointOfService;
  readonly acquirerId?: string;
  readonly destinationId?: string;
  readonly detailedFeeAmounts?: readonly DetailedFeeAmount[];
  readonly loyaltyPoint?: LoyaltyPoint;
  readonly schemeTransactionIdentifier?: string;
  /** @deprecated by Worldline; its type is in no source. */
  readonly transactionType?: unknown;
  readonly rewardedOperationIdentifier?: { readonly operationId: string };
  /** With `embed`. */
  readonly lodgingInformation?: LodgingInformation;
  /** With `embed`. */
  readonly carRentalInformation?: CarRentalInformation;
  /** With `embed`. */
  readonly airItineraryInformation?: AirItineraryInformation;
  readonly disputed?: boolean;
  readonly printOnStatement?: boolean;
  readonly cardAcceptorAddress?: string;
  readonly cardAcceptorStateProvinceRegionCode?: string;
  readonly postingAccountIdentifier: AccountIdentifier;
  readonly status: Known<"PROCESSED" | "IN_ERROR" | "CAS_IN_DISPUTE" | "CAS_PENDING">;
  readonly operationType?: string;
  readonly parentOperationIdentifier?: { readonly operationId: string };
  /** With `embed`. */
  readonly virtualCardService?: VirtualCardService;
  readonly virtualServiceCardReference?: string;
  /** Since 2.30.1. */
  readonly origin?: string;
  /** Since 2.30.1. */
  readonly username?: string;
  readonly paymentTrigger?: Known<"ON_DEMAND" | "CYCLIC" | "ON_TRANSACTION">;
  readonly paymentReason?: string;
  readonly reimbursementTrigger?: Known<
    "ON_DEMAND" | "CYCLIC" | "DAILY" | "ON_TRANSACTION" | "ON_TERMINATION"
  >;
  readonly reimbursementReason?: string;
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly bonusProgramReference?: string;
  readonly cashAmount?: Amount;
  readonly surchargeAmount?: Amount;
  readonly operationHierarchyReference?: string;
}

/** An operation as it is answered when it is asked for alone. */
export interface OperationDetails
  extends Omit<
    Operation,
    "acquisitionMaterial" | "rewardedOperationIdentifier" | "parentOperationIdentifier"
  > {
  readonly acquisitionMaterial?: Known<
    "ATM" | "POS" | "INTERNET" | "MANUAL" | "VOICE_PHONE" | "UNATTENDED_TERMINAL" | "MOBILE" | "UNKNOWN"
  >;
  readonly adjustment?: boolean;
  readonly adjustmentReason?: Known<
    | "DISPUTE_RESULT"
    | "COMMERCIAL_ADJUSTMENT"
    | "INVALID_OPERATION"
    | "ERROR_DURING_ACQUISITION"
    | "CONFIGURATION_REPROCESSING"
  >;
  readonly alternativeIban?: string;
  readonly automaticPayment?: boolean;
  /** Such as `MCC`, `DMC`, `MSI`, `CIR`, `VIS`. */
  readonly brand?: string;
  readonly cardTypeCode?: string;
  readonly cashAmountAccountCurrency?: Amount;
  /** `1` or a space. */
  readonly dccIndicator?: string;
  readonly debit: boolean;
  readonly destinationIban?: string;
  readonly directDebitEndToEndId?: string;
  readonly externalMatchingOperationDate?: DateTime;
  readonly externalMatchingOperationReference?: string;
  readonly externalMatchingOperationServicePoster?: string;
  readonly gratuityAmount?: Amount;
  readonly gratuityAmountAccountCurrency?: Amount;
  readonly interestCondition?: string;
  readonly interestStartDate?: DateTime;
  readonly interestEndDate?: DateTime;
  readonly interestType?: Known<"CREDIT" | "DEBIT">;
  readonly operationDate?: DateTime;
  readonly originatingAccountNumber?: string;
  readonly originatingInstitution?: string;
  readonly panExpiryDate?: string;
  readonly panSequenceNumber?: string;
  readonly partialOperation?: boolean;
  /** Such as `CHEQUE`, `CASH`, `ONLINE_MONEY`, `NO_CHANNEL_PROVIDED`, `INSTALMENT`, `INCOMING_PAYMENT`. */
  readonly paymentChannel?: string;
  readonly poiAmount?: Amount;
  readonly poiAmountAccountCurrency?: Amount;
  readonly sepa?: boolean;
  readonly surchargeAmountAccountCurrency?: Amount;
  readonly validationMode?: Known<"PIN" | "SIGNATURE" | "UNKNOWN">;
  readonly terminalId?: string;
  /** With `embed`. */
  readonly parentOperation?: Operation;
  readonly parentOperationIdentifier?: OperationIdentifier;
  readonly productIdentifier: ProductIdentifier;
  readonly overPaymentAccountIdentifier?: AccountIdentifier;
  readonly rewardedOperationIdentifier?: OperationIdentifier;
  readonly subOperationIdentifiers?: readonly OperationIdentifier[];
  readonly correction?: boolean;
  readonly intermediateAmount?: Amount;
  readonly billingAmount?: Amount;
  /** Spelt so on the wire. */
  readonly overallExhangeRate?: string;
}

export interface PointOfService {
  readonly entryModePan?: string;
  readonly entryModePin?: string;
  readonly conditionCode?: string;
  readonly posTerminalCapability?: string;
  readonly cardDataInputCapability?: string;
  readonly cardholderAuthenticationCapability?: string;
  readonly cardCaptureCapability?: string;
  readonly terminalOperatingEnvironment?: string;
  readonly cardholderPresentData?: string;
  readonly cardPresentData?: string;
  readonly cardDataInputMode?: string;
  readonly cardholderAuthenticationMethod?: string;
  readonly cardholderAuthenticationEntity?: string;
  readonly cardDataOutputCapability?: string;
  readonly terminalDataOutputCapability?: string;
  readonly pinCaptureCapability?: string;
}

export interface TravelDetailLeg {
  readonly flightNumber?: string;
  readonly carrier?: string;
  readonly class?: string;
  readonly stopOver?: string;
  readonly destination?: string;
  readonly fareCode?: string;
}

export interface VirtualCardService {
  readonly virtualServiceCardExternalReference?: string;
  readonly issuerCompanyExternalReference?: string;
  readonly virtualServiceCardNumber?: string;
  readonly maskedVirtualServiceCardNumber?: string;
  readonly virtualServicesFields?: Readonly<Record<string, string>>;
}
