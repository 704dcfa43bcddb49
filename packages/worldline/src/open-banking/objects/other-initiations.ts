import type { Amount, CrossCurrencyPayment } from "./amount.js";
import type {
  CategoryPurpose,
  PaymentContext,
  PaymentInitiationData,
  PaymentProduct,
  ProductSpecificMasterData,
  RemittanceInformationStructured,
} from "./initiation.js";
import type { CreditorInformation, DebtorInformation, PsuData } from "./parties.js";

/** What is paid on a day to come. */
export interface ScheduledPaymentInitiationData extends PaymentInitiationData {
  /** ISO 8601 with time and zone. */
  readonly RequestedExecutionDate: string;
}

/** Body of `POST /scheduled-payments`. */
export interface ScheduledPaymentInitiationRequest {
  readonly PaymentProduct?: readonly PaymentProduct[];
  /** False by default. */
  readonly PaymentProductChangeable?: boolean;
  readonly ProductSpecificMasterData?: readonly ProductSpecificMasterData[];
  readonly PsuData?: PsuData;
  readonly CommonPaymentData: ScheduledPaymentInitiationData;
}

/** When a standing order pays. */
export interface PeriodRules {
  /** ISO 8601 with time and zone. */
  readonly StartDateTime: string;
  readonly ExecutionRule?: "FWNG" | "PREC";
  readonly EndDate?: string;
  readonly Frequency: "DAIL" | "WEEK" | "TOWK" | "MNTH" | "TOMN" | "QUTR" | "SEMI" | "YEAR";
  /** 1 to 31. */
  readonly DayOfExecution?: number;
}

/** What is paid again and again. */
export interface PeriodicPaymentInitiationData extends PaymentInitiationData {
  readonly PeriodRules: PeriodRules;
}

/** Body of `POST /periodic-payments`. */
export interface PeriodicPaymentInitiationRequest {
  readonly PaymentProduct?: readonly PaymentProduct[];
  /** False by default. */
  readonly PaymentProductChangeable?: boolean;
  readonly ProductSpecificMasterData?: readonly ProductSpecificMasterData[];
  readonly PsuData?: PsuData;
  readonly CommonPaymentData: PeriodicPaymentInitiationData;
}

/** One payment of several. */
export interface BulkPaymentsDetails {
  /** 1 to 35 characters: the payment can be asked for by it. */
  readonly EndToEndId: string;
  readonly Amount: Amount;
  readonly CreditorInformation?: CreditorInformation;
  readonly PurposeCode?: string;
  readonly CrossCurrencyPayments?: CrossCurrencyPayment;
  /** 1 to 10, each of up to 10 characters. */
  readonly RegulatoryReportingCodes?: readonly string[];
  /** 1 to 140 characters, for iDEAL 1 to 35 and mandatory. */
  readonly RemittanceInformation?: string;
  readonly RemittanceInformationStructured?: RemittanceInformationStructured;
}

/** What is paid to several payees. */
export interface BulkPaymentInitiationData {
  /** False by default. */
  readonly UsePreAuthentication?: boolean;
  /** Ours, 1 to 36 characters: the payment can be asked for by it. */
  readonly InitiatingPartyReferenceId?: string;
  readonly PreferredScaMethod?: readonly ("Redirect" | "Decoupled" | "Embedded")[];
  /** `Online` by default. */
  readonly TransactionType?: "Online" | "QR" | "Instore" | "P2P";
  /** Seconds, 60 to 3600. For iDEAL 1200 by default, 120 in a shop; mandatory for `QR`. */
  readonly ExpirationPeriod?: number;
  readonly DebtorInformation?: DebtorInformation;
  readonly ChargeBearer?: "DEBT" | "CRED" | "SHAR" | "SLEV";
  readonly CategoryPurpose?: CategoryPurpose;
  readonly PaymentContext?: PaymentContext;
  readonly Payments: readonly BulkPaymentsDetails[];
}

/** Body of `POST /bulk-payments`. */
export interface BulkPaymentInitiationRequest {
  readonly PaymentProduct?: readonly PaymentProduct[];
  /** False by default. */
  readonly PaymentProductChangeable?: boolean;
  readonly ProductSpecificMasterData?: readonly ProductSpecificMasterData[];
  readonly PsuData?: PsuData;
  readonly CommonPaymentData: BulkPaymentInitiationData;
}
