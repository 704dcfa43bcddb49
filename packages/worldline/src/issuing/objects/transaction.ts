import type {
  AccountIdentifier,
  Amount,
  AuthorizationBusinessCaseIdentifier,
  AuthorizationIdentifier,
  CardIdentifier,
  PanTokenIdentifier,
  TransactionIdentifier,
} from "./common.js";
import type {
  AirItineraryInformation,
  CarRentalInformation,
  LodgingInformation,
  PointOfService,
} from "./operation.js";
import type { DateTime, Known } from "./values.js";

export interface ECommerceSecurityLevelIndicator {
  readonly securityProtocol?: string;
  readonly cardHolderAuthentication?: string;
  readonly ucafCollectionIndicator?: string;
}

export interface Transaction {
  readonly issuerId?: string;
  readonly transactionIdentifier?: TransactionIdentifier;
  readonly acquirerReferenceData?: string;
  readonly acquisitionMaterial?: Known<
    "ATM" | "POS" | "INTERNET" | "MANUAL" | "VOICE_PHONE" | "UNATTENDED_TERMINAL" | "MOBILE" | "UNKNOWN"
  >;
  readonly cardAcceptorCity?: string;
  readonly cardAcceptorCountry?: string;
  readonly cardAcceptorIdCode?: string;
  readonly cardAcceptorName?: string;
  readonly cardAcceptorZipCode?: string;
  readonly cardScheme?: string;
  readonly debit?: boolean;
  readonly maskedPan?: string;
  readonly merchantCategoryCode?: string;
  readonly pan?: string;
  readonly reconciliationAmount?: Amount;
  readonly reversal?: boolean;
  readonly transactionAmount?: Amount;
  readonly transactionDate?: DateTime;
  readonly walletId?: string;
  readonly approvalCode?: string;
  readonly pointOfSaleEnvironment?: string;
  readonly mailPhoneEcommerceAndPaymentIndicator?: string;
  readonly pointOfService?: PointOfService;
  readonly acquirerId?: string;
  readonly destinationId?: string;
  readonly authorizationBusinessCaseIdentifier?: AuthorizationBusinessCaseIdentifier;
  readonly cardIdentifier?: CardIdentifier;
  readonly panTokenIdentifier?: PanTokenIdentifier;
  /** With `embed`. */
  readonly lodgingInformation?: LodgingInformation;
  /** With `embed`. */
  readonly carRentalInformation?: CarRentalInformation;
  /** With `embed`. */
  readonly airItineraryInformation?: AirItineraryInformation;
  readonly eCommerceSecurityLevelIndicator?: ECommerceSecurityLevelIndicator;
  readonly transactionCategory?: Known<
    | "BILL_PAYMENT"
    | "CASH"
    | "CASH_WITHDRAWAL"
    | "CREDIT"
    | "CREDIT_ADJUSTMENT"
    | "CREDIT_FEE"
    | "CREDIT_PAYMENT"
    | "DEBIT_ADJUSTMENT"
    | "DEBIT_FEE"
    | "DEBIT_PAYMENT"
    | "FUND_TRANSFER"
    | "LOAD"
    | "PAYMENT"
    | "REFUND_PURCHASE"
    | "SALES"
    | "SALES_CASHBACK"
  >;
  readonly status?: Known<
    "CREATED" | "ABANDON" | "IN_ERROR" | "DELETED" | "REPROCESS" | "PROCESSED" | "EMBARGO_WAIT"
  >;
  readonly transmissionDate?: DateTime;
  readonly billingAmount?: Amount;
  readonly recalculatedBillingAmount?: Amount;
  readonly disputeStatus?: Known<"OPEN" | "CLOSED">;
  readonly fraudStatus?: string;
  readonly accountIdentifier?: AccountIdentifier;
  readonly action?: Known<
    | "POST_TO_ACCOUNT_SERVICE"
    | "OPEN_FRAUD_CASE"
    | "OPEN_DISPUTE_CASE_AND_POST_TO_ACCOUNT_SERVICE"
    | "OPEN_DISPUTE_CASE"
    | "OPEN_FRAUD_CASE_AND_POST_TO_ACCOUNT_SERVICE"
    | "OPEN_DISPUTE_CASE_AND_OPEN_FRAUD_CASE"
    | "POST_TO_ACCOUNT_SERVICE_AND_FRAUD_SERVICE"
    | "SUSPEND_TRANSACTION_BY_ACTION_CODE"
    | "NO_POST"
  >;
  readonly panToken?: string;
  readonly processingDate?: DateTime;
  readonly virtualServiceCardNumber?: string;
  readonly virtualServiceCardReference?: string;
  readonly acquirerMemberId?: string;
  readonly reasonCode?: string;
  readonly eventDate?: DateTime;
  readonly reversed?: boolean;
  readonly singleMessage?: boolean;
  readonly authorized?: boolean;
  readonly authorizationIdentifier?: AuthorizationIdentifier;
  readonly creationDate?: DateTime;
}
