/** An amount of money: decimal text, never a number. */
export interface Amount {
  readonly Type?: "Fixed" | "Change" | "Define";
  /** Up to 13 digits, a point, up to 5 digits: `10.00`. */
  readonly Amount: string;
  /** ISO 4217 */
  readonly Currency?: string;
}

/** Body of `POST /payments`, as far as iDEAL needs it; more members are sent as they are. */
export interface PaymentInitiationRequest {
  readonly PaymentProduct: readonly string[];
  readonly CommonPaymentData: {
    readonly Amount: Amount;
    /** At most 35 characters for iDEAL. */
    readonly RemittanceInformation?: string;
    readonly RemittanceInformationStructured?: { readonly Reference: string };
    readonly [member: string]: unknown;
  };
  readonly IDEALPayments?: {
    readonly UseDebtorToken?: boolean;
    readonly FlowType?: "Standard" | "FastCheckout";
    readonly [member: string]: unknown;
  };
  readonly [member: string]: unknown;
}

/** How far a payment is; iDEAL knows Open, SettlementCompleted (paid), Cancelled, Expired and Error. */
export type PaymentStatus =
  | "Open"
  | "Authorised"
  | "PartiallyAuthorised"
  | "Pending"
  | "SettlementInProcess"
  | "SettlementCompleted"
  | "ReceivedByCreditorBank"
  | "ReceivedOnCreditorAccount"
  | "Cancelled"
  | "CancelledAtTPP"
  | "TimeoutAtTpp"
  | "Error"
  | "Expired";

/** What a payment is known by and how far it is. */
export interface CommonPaymentData {
  readonly PaymentStatus: PaymentStatus;
  readonly PaymentId: string;
  readonly AspspPaymentId?: string;
  readonly [member: string]: unknown;
}

/** Answer of `POST /payments`. */
export interface PaymentInitiationResponse {
  readonly CommonPaymentData: CommonPaymentData;
  /** Where to send the payer (`RedirectUrl`), and other links. */
  readonly Links?: Readonly<Record<string, { readonly Href: string }>>;
  readonly [member: string]: unknown;
}

/** Answer of `GET /payments/{paymentId}/status`, and body of a status notification. */
export interface PaymentDetailedInformation {
  readonly PaymentProductUsed?: string;
  readonly CommonPaymentData: CommonPaymentData;
  readonly [member: string]: unknown;
}
