import type { Decimal } from "../../json/decimal.js";
import type { Linked, Open } from "./wire.js";

/** Whether an ISA is in use. */
export type IsaStatus = "Inactive" | "Active" | "Cancelled" | "Closed" | "TransferredOut";

/** How far a transfer to another ISA manager is. */
export type IsaTransferOutStatus =
  | "None"
  | "InProgress"
  | "FullTransferOutComplete"
  | "AwaitingFullTransferOutConfirmation"
  | "AwaitingFullFundReturn"
  | "Rejected";

/** A new cash ISA. */
export interface CreateIsaRequest {
  /** Up to 140 characters; none of ``<!|$*;^%_>`#@="~[]{}\``. */
  readonly ownerName: string;
  /** Six digits. */
  readonly sortCode: string;
  /** The product, which decides how the account behaves. UUID. */
  readonly productId: string;
  /** Who holds the account. UUID. */
  readonly customerId: string;
  /** When the customer applied for the ISA. Date and time, ISO 8601. */
  readonly applicationDate: string;
  /** When the application was accepted. Date and time, ISO 8601. */
  readonly acceptanceDate: string;
  /** The interest configuration: how interest accrues. UUID. */
  readonly interestConfigurationId?: string;
}

/** A cash ISA, as it was made. */
export interface IsaAccount {
  /** UUID. */
  readonly accountId?: string;
  /** The product, which decides how the account behaves. UUID. */
  readonly productId?: string;
  /** Who holds the account. UUID. */
  readonly customerId?: string;
  readonly accountName?: string;
  readonly ownerName?: string;
  readonly iban?: string;
  readonly bban?: string;
  /** Date and time, ISO 8601. */
  readonly createdDateTime?: string;
  /** When the customer applied for the ISA. Date and time, ISO 8601. */
  readonly applicationDate?: string;
  /** When the application was accepted. Date and time, ISO 8601. */
  readonly acceptanceDate?: string;
  readonly cashIsaProductType?: Open<"Fixed" | "Flex">;
  /** Days in which cancelling does not count as an ISA of the tax year. */
  readonly cancellationGracePeriod?: number;
  /** What the customer can still pay in during the tax year. */
  readonly remainingSubscriptionAllowance?: Decimal;
  readonly cashIsaStatus?: Open<IsaStatus>;
  readonly customerEligibilityStatus?: Open<"Eligible" | "Ineligible">;
  readonly customerEligibilityStatusReasons?: readonly Open<
    "CustomerResidencyStatusChanged" | "CustomerHasActiveIsa"
  >[];
  /** The interest configuration: how interest accrues. UUID. */
  readonly interestConfigurationId?: string;
}

/** The ISA that was made. */
export interface IsaResponse extends Linked {
  readonly account?: IsaAccount;
}

/** A cash ISA. */
export interface IsaAccountDetails {
  /** Date and time, ISO 8601. */
  readonly closureDate?: string;
  /** When the customer asked to cancel. Date and time, ISO 8601. */
  readonly cancellationRequestDate?: string;
  readonly isCancellationRequestedWithinGracePeriod?: boolean;
  /** What the customer has paid in during the tax year. */
  readonly netSubscription?: Decimal;
  readonly transferOutStatus?: Open<IsaTransferOutStatus>;
  readonly isDiscontinued?: boolean;
  /** Date and time, ISO 8601. */
  readonly dateOfFirstSubscriptionInCurrentTaxYear?: string;
  /** UUID. */
  readonly accountId?: string;
  /** The product, which decides how the account behaves. UUID. */
  readonly productId?: string;
  /** Who holds the account. UUID. */
  readonly customerId?: string;
  readonly accountName?: string;
  readonly ownerName?: string;
  readonly iban?: string;
  readonly bban?: string;
  /** Date and time, ISO 8601. */
  readonly createdDateTime?: string;
  /** When the customer applied for the ISA. Date and time, ISO 8601. */
  readonly applicationDate?: string;
  /** When the application was accepted. Date and time, ISO 8601. */
  readonly acceptanceDate?: string;
  readonly cashIsaProductType?: Open<"Fixed" | "Flex">;
  /** Days in which cancelling does not count as an ISA of the tax year. */
  readonly cancellationGracePeriod?: number;
  /** What the customer can still pay in during the tax year. */
  readonly remainingSubscriptionAllowance?: Decimal;
  readonly cashIsaStatus?: Open<IsaStatus>;
  readonly customerEligibilityStatus?: Open<"Eligible" | "Ineligible">;
  readonly customerEligibilityStatusReasons?: readonly Open<
    "CustomerResidencyStatusChanged" | "CustomerHasActiveIsa"
  >[];
}

/** One ISA. */
export interface IsaDetailsResponse extends Linked {
  readonly account?: IsaAccountDetails;
}

/** When the customer asked to cancel. */
export interface CancelIsaRequest {
  /** When the customer asked to cancel. Date and time, ISO 8601. */
  readonly cancellationRequestDate: string;
}

/** The cancellation of an ISA. */
export interface IsaCancellation {
  /** UUID. */
  readonly accountId?: string;
  /** When the customer asked to cancel. Date and time, ISO 8601. */
  readonly cancellationRequestDate?: string;
  readonly isCancellationRequestedWithinGracePeriod?: boolean;
  /** Days in which cancelling does not count as an ISA of the tax year. */
  readonly cancellationGracePeriod?: number;
}

/** The cancellation that was asked for. */
export interface IsaCancellationResponse extends Linked {
  readonly isaAccountCancellation?: IsaCancellation;
}

/** A new declaration of a customer who may pay in again. */
export interface DeclareIsaRequest {
  /** When the customer made the declaration, in UTC. Date and time, ISO 8601. */
  readonly acceptanceDate?: string;
}

/** A customer's declaration. */
export interface IsaDeclaration {
  /** UUID. */
  readonly accountId?: string;
  /** When the customer made the declaration, in UTC. Date and time, ISO 8601. */
  readonly acceptanceDate?: string;
  readonly customerEligibilityStatus?: Open<"Eligible" | "Ineligible">;
}

/** The declaration that was set. */
export interface IsaDeclarationResponse extends Linked {
  readonly isaDeclaration?: IsaDeclaration;
}
