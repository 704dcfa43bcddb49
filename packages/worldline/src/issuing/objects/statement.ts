import type { AccountIdentifier, Amount, LoyaltyPoint } from "./common.js";
import type { DateTime } from "./values.js";

export interface CycleInformation {
  readonly cycleStartDate?: DateTime;
  readonly cycleClosureDate?: DateTime;
  readonly statementGenerationDate?: DateTime;
  readonly directDebitIssuingDate?: DateTime;
  readonly directDebitDueDate?: DateTime;
  readonly gracePeriodEndDate?: DateTime;
  readonly dueDateForSelfPayer?: DateTime;
  readonly cycleDueDate?: DateTime;
  readonly statementEffectiveStartDate?: string;
  readonly statementEffectiveEndDate?: string;
}

export interface ReprintHistory {
  readonly requestedDate?: DateTime;
  /** Since 2.30.1. */
  readonly origin?: string;
  /** Since 2.30.1. */
  readonly username?: string;
}

/** What an account did within a cycle. */
export interface Statement {
  readonly issuerId?: string;
  readonly accountIdentifier?: AccountIdentifier;
  readonly cycleClosureDate?: DateTime;
  /** With `embed`. */
  readonly reprintHistory?: readonly ReprintHistory[];
  readonly creationDate?: DateTime;
  /** @deprecated by Worldline. */
  readonly paymentDueDate?: DateTime;
  readonly directDebitAmount?: Amount;
  readonly theoricDirectDebitAmount?: Amount;
  readonly cycleBalance?: Amount;
  readonly previousCycleBalance?: Amount;
  readonly totalOfPayment?: Amount;
  readonly loyaltyPoints?: readonly LoyaltyPoint[];
  readonly previousCycleClosureDate?: DateTime;
  readonly nextCycleClosureDate?: DateTime;
  readonly amountDue?: Amount;
  readonly initialPastAmountDue?: Amount;
  readonly initialRemainingAmountDue?: Amount;
  readonly statementDuplicatedForCompany?: boolean;
  readonly iban?: string;
  readonly payingAccountIdentifier?: AccountIdentifier;
  readonly cycleInformation?: CycleInformation;
}
