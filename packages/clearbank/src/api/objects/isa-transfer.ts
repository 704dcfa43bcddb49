import type { Decimal } from "../../json/decimal.js";
import type { IsaStatus, IsaTransferOutStatus } from "./isa.js";
import type { Linked, Open } from "./wire.js";

/** A transfer to another ISA manager. */
export interface TransferOutIsaRequest {
  /** When the customer asked for the transfer. Date and time, ISO 8601. */
  readonly transferOutRequestDate: string;
  /** When the transfer is to take effect. Date and time, ISO 8601. */
  readonly transferOutEffectiveDate: string;
}

/** A transfer to another ISA manager. */
export interface IsaTransferOut {
  /** UUID. */
  readonly accountId?: string;
  readonly cashIsaStatus?: Open<IsaStatus>;
  readonly transferOutStatus?: Open<IsaTransferOutStatus>;
  /** When the customer asked for the transfer. Date and time, ISO 8601. */
  readonly transferOutRequestDate?: string;
  /** When the transfer is to take effect. Date and time, ISO 8601. */
  readonly transferOutEffectiveDate?: string;
}

/** The transfer out that was asked for. */
export interface IsaTransferOutResponse extends Linked {
  readonly isaAccountTransferOut?: IsaTransferOut;
}

/** A transfer out that was rejected. */
export interface IsaTransferOutRejection {
  /** UUID. */
  readonly accountId?: string;
  readonly transferOutStatus?: Open<IsaTransferOutStatus>;
  /** Date and time, ISO 8601. */
  readonly transferOutRejectionDate?: string;
}

/** The transfer out that was rejected. */
export interface IsaTransferOutRejectionResponse extends Linked {
  readonly isaAccountRejectTransferOut?: IsaTransferOutRejection;
}

/** A transfer from another ISA manager. */
export interface TransferInIsaRequest {
  /** The ISA manager the money comes from. */
  readonly previousIsaManagerName: string;
  readonly previousIsaSortCode?: string;
  readonly previousIsaAccountNumber?: string;
  /** The building society's roll number. */
  readonly previousIsaRollNumber?: string;
  /** The kind of ISA that is transferred, such as `CashIsa`. */
  readonly transferInType: string;
  /** The reference under which the money will come. */
  readonly paymentReference: string;
}

/** A transfer in, as it was asked for. */
export interface IsaTransferInRequested {
  /** UUID. */
  readonly cashIsaTransferInId?: string;
  readonly transferInStatus?: string;
  /** The ISA manager the money comes from. */
  readonly previousIsaManagerName?: string;
  readonly previousIsaSortCode?: string;
  readonly previousIsaAccountNumber?: string;
  /** The building society's roll number. */
  readonly previousIsaRollNumber?: string;
  /** The kind of ISA that is transferred, such as `CashIsa`. */
  readonly transferInType?: string;
  readonly paymentReference?: string;
}

/** The transfer in that was asked for. */
export interface TransferInIsaResponse extends Linked {
  readonly isaAccountTransferIn?: IsaTransferInRequested;
}

/** A transfer from another ISA manager. */
export interface IsaTransferIn {
  /** UUID. */
  readonly cashIsaTransferInId?: string;
  /** UUID. */
  readonly accountId?: string;
  readonly transferInStatus?: string;
  /** The ISA manager the money comes from. */
  readonly previousIsaManagerName?: string;
  readonly previousIsaSortCode?: string;
  readonly previousIsaAccountNumber?: string;
  /** The building society's roll number. */
  readonly previousIsaRollNumber?: string;
  /** The kind of ISA that is transferred, such as `CashIsa`. */
  readonly transferInType?: string;
  readonly paymentReference?: string;
  /** Date and time, ISO 8601. */
  readonly dateOfTransfer?: string;
  readonly transferAmount?: Decimal;
  /** How much of it was paid in during the current tax year. */
  readonly currentTaxYearSubscriptionAmount?: Decimal;
  /** Date and time, ISO 8601. */
  readonly dateOfFirstSubscriptionInCurrentTaxYear?: string;
}

/** One transfer in. */
export interface IsaTransferInResponse extends Linked {
  readonly transferIn?: IsaTransferIn;
}

/** The transfer in that was rejected. */
export interface RejectIsaTransferInResponse extends Linked {
  readonly rejectTransferInIsaAccount?: IsaTransferIn;
}

/** What a transfer brings with it. */
export interface IsaTransferHistoryRequest {
  /** Date and time, ISO 8601. */
  readonly dateOfTransfer: string;
  readonly transferAmount: Decimal;
  /** How much of it was paid in during the current tax year. */
  readonly currentTaxYearSubscriptionAmount: Decimal;
  /** Date and time, ISO 8601. */
  readonly dateOfFirstSubscriptionInCurrentTaxYear?: string;
}

/** The transfer history form. */
export interface IsaTransferHistoryForm {
  /** Date and time, ISO 8601. */
  readonly dateOfTransfer?: string;
  readonly transferAmount?: Decimal;
  /** How much of it was paid in during the current tax year. */
  readonly currentTaxYearSubscriptionAmount?: Decimal;
  /** Date and time, ISO 8601. */
  readonly dateOfFirstSubscriptionInCurrentTaxYear?: string;
  /** UUID. */
  readonly cashIsaTransferInId?: string;
  readonly transferInStatus?: string;
  /** The ISA manager the money comes from. */
  readonly previousIsaManagerName?: string;
  readonly previousIsaSortCode?: string;
  readonly previousIsaAccountNumber?: string;
  /** The building society's roll number. */
  readonly previousIsaRollNumber?: string;
  /** The kind of ISA that is transferred, such as `CashIsa`. */
  readonly transferInType?: string;
  readonly paymentReference?: string;
}

/** The transfer history form that was submitted. */
export interface IsaTransferHistoryResponse extends Linked {
  readonly cashIsaTransferHistoryForm?: IsaTransferHistoryForm;
}
