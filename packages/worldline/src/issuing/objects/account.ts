import type { InsuranceContract } from "./add-on.js";
import type {
  AccountIdentifier,
  Amount,
  ContractIdentifier,
  CustomerIdentifier,
  LoyaltyPoint,
  ProductExtensionIdentifier,
  ProductIdentifier,
} from "./common.js";
import type { CycleInformation } from "./statement.js";
import type { DateTime, Known } from "./values.js";

export interface Account {
  readonly issuerId?: string;
  readonly accountIdentifier?: AccountIdentifier;
  readonly root: boolean;
  readonly accountBalance?: Amount;
  readonly accountClosingType?: Known<"SCHEDULED_CLOSING" | "FORCED_CLOSING">;
  readonly bic?: string;
  readonly status: Known<"AWAITING_SIGNATURE" | "ACTIVE" | "BEING_CLOSED" | "CLOSED">;
  readonly statusDate: DateTime;
  /** With `embed`. */
  readonly statusHistory?: readonly AccountStatusHistory[];
  /** @deprecated by Worldline. */
  readonly closingDueDate?: DateTime;
  readonly exclusiveCurrency?: boolean;
  readonly activationDate?: DateTime;
  readonly finalClosingDate?: DateTime;
  readonly iban: string;
  readonly secondIban?: string;
  readonly ibanOwnerName?: string;
  readonly name?: string;
  readonly paymentMode?: Known<"CARDHOLDER_DETERMINED" | "AUTOPAYMENT" | "DIRECTDEBIT_WITH_CONFIRMATION">;
  readonly scheduledClosingDate?: DateTime;
  readonly scheduledClosingDateType?: Known<
    "MANUAL" | "NEXT_CYCLIC_CLOSURE_DATE" | "ANNUAL_FEE_DUE_DATE" | "NOW_DATE"
  >;
  readonly workingCurrencyCode: string;
  /** @deprecated by Worldline. */
  readonly originalWorkingMode?: string;
  readonly workingMode: string;
  /** @deprecated by Worldline. */
  readonly subscriptionSwitch?: boolean;
  /** @deprecated by Worldline. */
  readonly toBeSwitched?: boolean;
  readonly lastSubscriptionFeeDate?: DateTime;
  readonly nextSubscriptionFeeDate?: DateTime;
  readonly accountHierarchyReference: string;
  readonly structureType?: Known<"FAMILY" | "REGULAR">;
  readonly dunningCaseStatus?: Known<"ACTIVE" | "CLOSED">;
  readonly collectionCaseStatus?: Known<"ACTIVE" | "CLOSED">;
  readonly sepaIndicator?: boolean;
  readonly sepaCreditorId?: string;
  readonly sepaMandate?: boolean;
  readonly sepaMandateUmr?: string;
  readonly sepaMandateUir?: string;
  readonly sepaMandateStatus?: string;
  readonly originalPaymentMode?: string;
  readonly accountMembershipNumber1?: string;
  readonly accountMembershipNumber2?: string;
  readonly amountDueMinAmount?: Amount;
  readonly amountDueFixedAmount?: Amount;
  readonly greaterOrLesserAmountDue?: Known<"GREATER" | "LESSER">;
  /** @deprecated by Worldline. */
  readonly directDebitAlgorithmReference?: string;
  readonly directDebitFixedAmount?: Amount;
  readonly directDebitPercentage?: string;
  readonly creditInstalmentBalance?: Amount;
  readonly gracePeriodType?: Known<"NEXT_CYCLE_GRACE_DATE" | "NO_GRACE_PERIOD_USED">;
  readonly noGraceOnTheFirstCycle?: boolean;
  /** @deprecated by Worldline. */
  readonly accountAmountDueAlgorithmName?: string;
  readonly amountDuePercentage?: string;
  /** @deprecated by Worldline. */
  readonly amountDueCalculationLevel?: string;
  readonly creditBureauContractFlag?: boolean;
  /** With `embed`. */
  readonly loyaltyPoints?: readonly LoyaltyPoint[];
  /** With `embed`. */
  readonly insuranceContracts?: readonly InsuranceContract[];
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly accountHierarchySpecificFields?: Readonly<Record<string, string>>;
  readonly productIdentifier?: ProductIdentifier;
  readonly productExtensionIdentifier?: ProductExtensionIdentifier;
  /** With `embed`. */
  readonly selectedModels?: readonly AccountModel[];
  readonly accountProfileReference: string;
  readonly accountTemplateReference: string;
  readonly closureCalendar?: string;
  /** @deprecated by Worldline. */
  readonly overlimitContribution?: string;
  readonly spareChangeSaving?: boolean;
  /** With `embed`. */
  readonly childrenAccountIdentifiers?: readonly AccountIdentifier[];
  readonly rootAccountIdentifier: AccountIdentifier;
  /** With `embed`. */
  readonly rootAccount?: Account;
  readonly parentAccountIdentifier?: AccountIdentifier;
  readonly payingAccountIdentifier?: AccountIdentifier;
  readonly accountOwnerIdentifier: CustomerIdentifier;
  readonly accountGuarantorIdentifier?: CustomerIdentifier;
  readonly contractIdentifier: ContractIdentifier;
  readonly delinquent?: boolean;
  readonly originalAccountIdentifier?: AccountIdentifier;
  readonly changedAccountIdentifier?: AccountIdentifier;
  readonly payingAccountType?: Known<"ROOT_PAYS" | "ITSELF_PAYS" | "ENTITY_PAYS">;
  readonly companyEntityExternalReference?: string;
  readonly noOtbCheck?: boolean;
  readonly noParentNotification?: boolean;
  readonly contractType?: Known<"CORPORATE" | "CONSUMER">;
  readonly resetCreditLimit?: boolean;
  readonly liabilityType?: string;
  readonly hierarchyDebitOrderDueDateDelay?: number;
  readonly accountDebitOrderDueDateDelay?: number;
  readonly hierarchyOutgoingCreditTransferFeature?: HierarchyOutgoingCreditTransferFeature;
  readonly accountOutgoingCreditTransferFeature?: AccountOutgoingCreditTransferFeature;
  readonly "preDelinquent "?: boolean;
  /** @deprecated by Worldline. */
  readonly externalRestrictions?: readonly ExternalRestriction[];
  readonly externalVelocityLimits?: readonly ExternalVelocityLimit[];
  readonly defaultResetCreditLimit?: string;
  readonly lastImpactDate?: DateTime;
  readonly coBrander?: string;
  readonly resetLimitBalance?: Amount;
  readonly hierarchyPayingAccountType?: Known<"ROOT_PAYS" | "ITSELF_PAYS">;
  readonly hierarchyBonusProgramReferences?: readonly string[];
  readonly openCycleInformation?: CycleInformation;
  readonly isChangeOfPayerAtNextCycle?: boolean;
  readonly hierarchySelectedModels?: readonly AccountHierarchyModel[];
  readonly originalAccountIdentifierType?: Known<"PRODUCT_CHANGE" | "CARD_REALLOCATION">;
  readonly changedAccountIdentifierType?: Known<"PRODUCT_CHANGE" | "CARD_REALLOCATION">;
  readonly hierarchyOperationStatus?: HierarchyOperationStatus;
  /** With `embed`. */
  readonly hierarchyOperationStatusHistory?: readonly HierarchyOperationStatusHistory[];
}

export interface AccountHierarchyModel {
  readonly type?: Known<"reimbursementModel">;
  readonly reference?: string;
}

export interface AccountModel {
  readonly type?: Known<
    | "eventFeeModel"
    | "transactionFeeModel"
    | "markupFeeModel"
    | "restrictionModel"
    | "debitInterestModel"
    | "interestModel"
    | "directDebitAmountModel"
    | "accountAmountDueModel"
    | "statementModel"
  >;
  readonly reference?: string;
  /** @deprecated by Worldline. */
  readonly originalModelReference?: string;
}

export interface AccountOutgoingCreditTransferFeature {
  readonly periodicOctAllowed?: boolean;
  readonly periodicOctType?: Known<"DAILY" | "CYCLIC">;
  readonly periodicMaxThreshold?: Amount;
  readonly octOnContractTerminationAllowed?: boolean;
  readonly octOnAccountTerminationAllowed?: boolean;
  readonly octOnContractSuspensionAllowed?: boolean;
  readonly octOnDemandAllowed?: boolean;
  readonly octOnDemandLimitType?: Known<"OTB" | "BALANCE">;
  readonly octOnContractTerminationType?: Known<"CONTRACT_TERMINATION" | "ACCOUNT_CLOSING">;
}

export interface AccountRelation {
  readonly relation: string;
  readonly accountIdentifier: AccountIdentifier;
}

export interface AccountStatusHistory {
  readonly status?: string;
  readonly statusDate?: DateTime;
  readonly reason?: string;
}

export interface ExternalRestriction {
  readonly externalRestrictionIdentifier: ExternalRestrictionIdentifier;
  readonly maximumAmount?: Amount;
  readonly minimumAmount?: Amount;
  readonly maximumCount?: number;
  readonly priority?: string;
}

export interface ExternalRestrictionIdentifier {
  readonly externalRestrictionReference?: string;
}

export interface ExternalVelocityLimit {
  readonly externalVelocityLimitIdentifier: ExternalVelocityLimitIdentifier;
  readonly maximumAmount?: Amount;
  readonly minimumAmount?: Amount;
  readonly maximumCount?: number;
  readonly priority?: string;
  readonly activationStartTime?: DateTime;
  readonly activationEndTime?: DateTime;
}

export interface ExternalVelocityLimitIdentifier {
  readonly externalVelocityLimitReference?: string;
}

export interface HierarchyOperationStatus {
  readonly paymentsBlocking?: boolean;
  readonly reimbursementsBlocking?: boolean;
  readonly authorizationsBlocking?: boolean;
  readonly statusDate?: DateTime;
}

export interface HierarchyOperationStatusHistory {
  readonly paymentsBlocking?: boolean;
  readonly reimbursementsBlocking?: boolean;
  readonly authorizationsBlocking?: boolean;
  readonly statusDate?: DateTime;
  readonly blockingReason?: string;
  readonly comment?: string;
}

export interface HierarchyOutgoingCreditTransferFeature {
  readonly periodicOct?: boolean;
  readonly periodicOctType?: Known<"DAILY" | "CYCLIC">;
  readonly periodicMaxThreshold?: Amount;
  readonly octOnContractTerminationAllowed?: boolean;
  readonly octOnAccountTerminationAllowed?: boolean;
  readonly octOnContractSuspensionAllowed?: boolean;
  readonly octOnDemandAllowed?: boolean;
  readonly octOnDemandLimitType?: Known<"OTB" | "BALANCE">;
  readonly octOnContractTerminationType?: Known<"CONTRACT_TERMINATION" | "ACCOUNT_CLOSING">;
}
