import type { Amount, CrossCurrencyPayment } from "./amount.js";
import type { AddressData, CreditorInformation, DebtorInformation, PsuData } from "./parties.js";

/** What kind of payment. `IDEAL` needs a subscription and a token of its own, and goes with no other. */
export type PaymentProduct =
  | "PSD2-SCT"
  | "PSD2-SCT-Inst"
  | "PSD2-Target2"
  | "PSD2-Domestic"
  | "PSD2-Domestic-Inst"
  | "IDEAL";

/** A name and a value that one product asks for. */
export interface ProductSpecificMasterData {
  /** 1 to 250 characters. */
  readonly ParamName: string;
  /** 1 to 2048 characters. */
  readonly ParamValue: string;
}

/** ISO 20022 category purpose. */
export type CategoryPurpose =
  | "CASH"
  | "CORT"
  | "DIVI"
  | "DVPM"
  | "INTC"
  | "INTE"
  | "PENS"
  | "SALA"
  | "SSBE"
  | "SUPP"
  | "TAXS"
  | "TREA";

/** What the payment is for, for the bank's assessment of risk. */
export interface PaymentContext {
  readonly PaymentContextCode?:
    | "BillPayment"
    | "ContactlessTravel"
    | "EcommerceGoods"
    | "EcommerceServices"
    | "Kiosk"
    | "Parking"
    | "P2P"
    | "BillingGoodsAndServicesInAdvance"
    | "BillingGoodsAndServicesInArrears"
    | "PispPayee"
    | "EcommerceMerchantInitiatedPayment"
    | "FaceToFacePointOfSale"
    | "TransferToSelf"
    | "TransferToThirdParty";
  /** 3 to 4 characters. */
  readonly MerchantCategoryCode?: string;
  /** 1 to 70 characters. */
  readonly MerchantCustomerId?: string;
  readonly DeliveryAddress?: AddressData;
  readonly ChannelType?: "ContactLess" | "PointOfSale" | "Ecommerce" | "UnattendedTerminal";
  readonly ChannelMetaData?: string;
  readonly AppliedAuthenticationApproach?: "CA" | "SCA";
  /** Up to 128 characters. */
  readonly ReferencePaymentOrderId?: string;
}

/** A reference that a program can read; mandatory for iDEAL. */
export interface RemittanceInformationStructured {
  /** 1 to 35 letters and digits. */
  readonly Reference: string;
  /** 1 to 35 characters. */
  readonly ReferenceType?: string;
  /** 1 to 35 characters. */
  readonly ReferenceIssuer?: string;
}

/** Which contact details fast checkout asks the payer for. */
export interface ExpectedContactDetails {
  /** False by default. */
  readonly FirstName?: boolean;
  /** False by default. */
  readonly LastName?: boolean;
  /** False by default. */
  readonly PhoneNumber?: boolean;
  /** False by default. */
  readonly Email?: boolean;
}

/** What only iDEAL has. */
export interface IDEALPayments {
  /** False by default. */
  readonly UseDebtorToken?: boolean;
  /** Ends in `/v3`; the service appends `/notification/debtorToken`. https only. */
  readonly DebtorTokenCallbackUrl?: string;
  /** `Standard` by default. */
  readonly FlowType?: "Standard" | "FastCheckout";
  readonly ExpectedCheckoutData?: {
    readonly DebtorContactDetails?: ExpectedContactDetails;
    /** False by default. */
    readonly ShippingAddress?: boolean;
    /** False by default. */
    readonly BillingAddress?: boolean;
  };
}

/** What is paid, by whom, to whom. */
export interface PaymentInitiationData {
  /** False by default. */
  readonly UsePreAuthentication?: boolean;
  /** 1 to 35 characters: the payment can be asked for by it. */
  readonly EndToEndId?: string;
  /** Ours, 1 to 36 characters: the payment can be asked for by it. */
  readonly InitiatingPartyReferenceId?: string;
  readonly PreferredScaMethod?: readonly ("Redirect" | "Decoupled" | "Embedded")[];
  /** `Online` by default. */
  readonly TransactionType?: "Online" | "QR" | "Instore" | "P2P";
  /** Seconds, 60 to 3600. For iDEAL 1200 by default, 120 in a shop; mandatory for `QR`. */
  readonly ExpirationPeriod?: number;
  readonly Amount: Amount;
  readonly DebtorInformation?: DebtorInformation;
  readonly CreditorInformation?: CreditorInformation;
  readonly ChargeBearer?: "DEBT" | "CRED" | "SHAR" | "SLEV";
  readonly PurposeCode?: string;
  readonly CategoryPurpose?: CategoryPurpose;
  readonly PaymentContext?: PaymentContext;
  readonly CrossCurrencyPayments?: CrossCurrencyPayment;
  /** 1 to 10, each of up to 10 characters. */
  readonly RegulatoryReportingCodes?: readonly string[];
  /** 1 to 140 characters, for iDEAL 1 to 35 and mandatory. */
  readonly RemittanceInformation?: string;
  readonly RemittanceInformationStructured?: RemittanceInformationStructured;
}

/** Body of `POST /payments`. */
export interface PaymentInitiationRequest {
  /** Mandatory for iDEAL. Several let the payer choose; `PSD2-SCT` by default. */
  readonly PaymentProduct?: readonly PaymentProduct[];
  /** False by default. */
  readonly PaymentProductChangeable?: boolean;
  readonly ProductSpecificMasterData?: readonly ProductSpecificMasterData[];
  readonly PsuData?: PsuData;
  readonly CommonPaymentData: PaymentInitiationData;
  readonly IDEALPayments?: IDEALPayments;
}
