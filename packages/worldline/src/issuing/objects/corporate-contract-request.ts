import type { AccountHierarchyModel, AccountModel } from "./account.js";
import type { AuthorizationDataValidation, CardContractModel, PinInheritanceCardIdentifier } from "./card.js";
import type { AccountIdentifier, Amount, CustomerIdentifier, FeePostingEntityIdentifier } from "./common.js";
import type { AdvertisementFlags, DeliveryChannel } from "./correspondence.js";
import type { EmailAddress } from "./customer.js";
import type { DateTime, Known } from "./values.js";

export interface AddCorporateContractEntityRequest {
  readonly customers?: readonly CreateCorporateContractRequestCustomer[];
  readonly companies?: readonly CreateCorporateContractRequestCompany[];
  readonly addCorporateContractEntity: CreateCorporateContractRequestAddCorporateContractEntity;
}

export interface AddCorporateEmployeeCardsAndAccountsRequest {
  readonly customers?: readonly CreateCorporateContractRequestCustomer[];
  readonly addCorporateEmployeeCardsAndAccounts: CreateCorporateContractRequestAddCorporateEmployeeCardsAndAccounts;
}

export interface AddCorporateVcaServiceCardsAndAccountsRequest {
  readonly customers?: readonly CreateCorporateContractRequestCustomer[];
  readonly addCorporateVcaServiceCardsAndAccounts: CreateCorporateContractRequestAddCorporateVcaServiceCardsAndAccounts;
}

export interface CreateAddressRequestMailAddress {
  /** @deprecated by Worldline. */
  readonly typeCode?: string;
  readonly courtesyTitle?: string;
  readonly line1?: string;
  readonly line2?: string;
  readonly line3?: string;
  readonly line4?: string;
  readonly line5?: string;
  readonly buildingNumber?: string;
  readonly boxNumber?: string;
  readonly streetName?: string;
  readonly postCode?: string;
  readonly townName?: string;
  readonly countrySubdivision?: string;
  readonly country: string;
}

export interface CreateAddressRequestPhoneNumber {
  readonly countryCode?: string;
  readonly localPhoneNumber: string;
}

export interface CreateCorporateContractRequest {
  readonly customers?: readonly CreateCorporateContractRequestCustomer[];
  readonly companies?: readonly CreateCorporateContractRequestCompany[];
  readonly corporateContract: CreateCorporateContractRequestContract;
  readonly addCorporateContractEntities?: readonly CreateCorporateContractRequestAddCorporateContractEntity[];
  readonly addCorporateEmployeeCardsAndAccounts?: readonly CreateCorporateContractRequestAddCorporateEmployeeCardsAndAccounts[];
  readonly addCorporateVcaServiceCardsAndAccounts?: readonly CreateCorporateContractRequestAddCorporateVcaServiceCardsAndAccounts[];
}

export interface CreateCorporateContractRequestAccount {
  /** At most 255 characters. */
  readonly issuerAccountExternalReference?: string;
  readonly accountTemplateReference?: string;
  readonly accountOwnerRequestCorrelationId?: string;
  readonly accountOwnerIdentifier?: CustomerIdentifier;
  readonly accountGuarantorRequestCorrelationId?: string;
  readonly accountGuarantorIdentifier?: CustomerIdentifier;
  readonly selectedModels?: readonly AccountModel[];
  readonly closureCalendarReference?: string;
  readonly name?: string;
  readonly iban?: string;
  readonly ibanOwnerName?: string;
  readonly secondIban?: string;
  readonly bic?: string;
  /** False by default. */
  readonly sepaIndicator?: boolean;
  readonly sepaMandate?: CreateCorporateContractRequestSepaMandate;
  readonly creditLimitAmount?: Amount;
  readonly accountMembershipNumber1?: string;
  readonly accountMembershipNumber2?: string;
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly payingAccountType?: Known<"ROOT_PAYS" | "ITSELF_PAYS" | "ENTITY_PAYS">;
  readonly paymentMode?: Known<"CARDHOLDER_DETERMINED" | "AUTOPAYMENT">;
  readonly noOtbCheck?: boolean;
  readonly resetCreditLimit?: boolean;
  readonly liabilityType?: string;
  readonly accountDebitOrderDueDateDelay?: number;
  readonly requestCorrelationId?: string;
  readonly creditBureauContractFlag?: boolean;
  readonly corporateContractAddOnsSubscriptions?: readonly CreateCorporateContractRequestAddOnSubscription[];
  readonly payingEntityAccountIdentifier?: AccountIdentifier;
  readonly payingEntityCompanyExternalReference?: string;
  readonly payingAccountEntityLevel?: number;
  readonly workingCurrencyCode?: string;
}

export interface CreateCorporateContractRequestAccountHierarchy {
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly hierarchySelectedModels?: readonly AccountHierarchyModel[];
  readonly hierarchyDebitOrderDueDateDelay?: number;
  readonly hierarchyPayingAccountType?: Known<"ROOT_PAYS" | "ITSELF_PAYS">;
  readonly hierarchyOutgoingCreditTransferFeature?: CreateCorporateContractRequestHierarchyOutgoingCreditTransferFeature;
}

export interface CreateCorporateContractRequestAddCorporateContractEntity {
  readonly issuerProductExtensionExternalReference: string;
  /** Above 1. */
  readonly level: number;
  readonly companyEntityExternalReference: string;
  readonly parentCompanyEntityExternalReference: string;
  readonly deliveryChannel?: DeliveryChannel;
  readonly advertisementFlags?: AdvertisementFlags;
  readonly corporateContractEntityAccounts: readonly CreateCorporateContractRequestCorporateContractEntityAccount[];
}

export interface CreateCorporateContractRequestAddCorporateEmployeeCardsAndAccounts {
  readonly issuerProductExtensionExternalReference: string;
  readonly parentCompanyEntityExternalReference: string;
  readonly corporateEmployeeAccounts?: readonly CreateCorporateContractRequestCorporateEmployeeAccount[];
  readonly companyEntityExternalReference: string;
  readonly corporateEmployeeCards?: readonly CreateCorporateContractRequestCorporateEmployeeCard[];
}

export interface CreateCorporateContractRequestAddCorporateVcaServiceCardsAndAccounts {
  readonly issuerProductExtensionExternalReference: string;
  readonly parentCompanyEntityExternalReference: string;
  readonly corporateEmployeeAccounts?: readonly CreateCorporateContractRequestCorporateEmployeeAccount[];
  readonly companyEntityExternalReference?: string;
  readonly corporateEmployeeVcaServiceCards?: readonly CreateCorporateContractRequestCorporateVcaServiceCard[];
}

export interface CreateCorporateContractRequestAddOnParameter {
  readonly reference?: string;
  readonly value?: string;
}

export interface CreateCorporateContractRequestAddOnSubscription {
  readonly addonReference?: string;
  readonly subscriptionDate?: DateTime;
  readonly serviceTypeReference?: string;
  readonly parameters?: readonly CreateCorporateContractRequestAddOnParameter[];
}

export interface CreateCorporateContractRequestAddress {
  readonly addressLabel: string;
  readonly addressType: string;
  readonly postalAddress?: CreateAddressRequestMailAddress;
  readonly emailAddress?: EmailAddress;
  readonly phone?: CreateAddressRequestPhoneNumber;
  readonly addressUsages?: readonly CreateCorporateContractRequestAddressUsage[];
  /** @deprecated by Worldline. */
  readonly mainAddress?: boolean;
  readonly issuerAddressExternalReference?: string;
}

export interface CreateCorporateContractRequestAddressUsage {
  /** Such as `STATEMENT_SENDING`. */
  readonly addressUsageName: string;
  readonly entityReference?: string;
  /** Such as `ACCOUNT_SERVICE`. */
  readonly serviceCode: string;
  readonly entityRequestCorrelationId?: string;
  readonly entityType?: Known<"ACCOUNT" | "CARD_CONTRACT">;
}

export interface CreateCorporateContractRequestCard {
  readonly pan?: string;
  readonly panSequenceNumber?: string;
  /** At most 50 characters. */
  readonly issuerCardExternalReference?: string;
  readonly embossingLine5?: string;
  readonly expiryDate?: string;
  /** @deprecated by Worldline. */
  readonly pinInheritanceCardReference?: string;
  readonly pinInheritanceCardIdentifier?: PinInheritanceCardIdentifier;
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly cardOrder?: CreateCorporateContractRequestCardOrder;
  readonly pinMailerOrder?: CreateCorporateContractRequestPinMailerOrder;
  readonly subBinRangeReference?: string;
}

export interface CreateCorporateContractRequestCardContract {
  readonly issuerCardContractExternalReference?: string;
  readonly artwork?: string;
  readonly cardHolderRequestCorrelationId?: string;
  readonly cardHolderIdentifier?: CustomerIdentifier;
  readonly issuerBranchCode?: string;
  readonly forcedEmbossingName?: string;
  readonly forcedEmbossingName2ndLine?: string;
  readonly selectedModels?: readonly CardContractModel[];
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly photoReference?: string;
  readonly pictureReference?: string;
  readonly logoReference?: string;
  readonly card?: CreateCorporateContractRequestCard;
  readonly corporateContractAddOnsSubscriptions?: readonly CreateCorporateContractRequestAddOnSubscription[];
  readonly requestCorrelationId?: string;
  readonly clickToPayEnrollment?: Known<"OPT_IN" | "OPT_OUT">;
  readonly cardClass?: string;
  readonly schemeReportDeclarationBehavior?: Known<"OPT_IN" | "OPT_OUT">;
  readonly authorizationDataValidation?: AuthorizationDataValidation;
}

export interface CreateCorporateContractRequestCardOrder {
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly cardProducer?: string;
  readonly sendingMode?: string;
  readonly skipCardOrderGeneration?: boolean;
}

export interface CreateCorporateContractRequestCompany {
  readonly requestCorrelationId?: string;
  readonly issuerCustomerExternalReference?: string;
  /** @deprecated by Worldline. */
  readonly active?: boolean;
  readonly corporateName: string;
  readonly nationalFiscalIdentifier?: string;
  readonly vatCode?: string;
  readonly type?: string;
  readonly size?: string;
  readonly businessArea?: string;
  readonly activityCode?: string;
  readonly revenue?: string;
  readonly legalForm?: string;
  readonly commercialStatus: string;
  readonly preferredCorrespondenceLanguage?: string;
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly addresses: readonly CreateCorporateContractRequestAddress[];
  readonly contacts?: readonly CreateCorporateContractRequestContact[];
}

export interface CreateCorporateContractRequestContact {
  readonly name?: string;
  readonly firstName?: string;
  readonly departmentName?: string;
  readonly sex?: string;
  readonly description?: string;
  readonly courtesyTitle?: string;
  readonly birthDate?: DateTime;
  readonly postalAddress?: CreateAddressRequestMailAddress;
}

export interface CreateCorporateContractRequestContract {
  readonly issuerProductExternalReference: string;
  readonly issuerContractExternalReference?: string;
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly contractOwnerRequestCorrelationId?: string;
  readonly contractOwner?: CustomerIdentifier;
  /** False by default. */
  readonly statementDuplicatedForCompany?: boolean;
  readonly hierarchyDefaultResetCreditLimit?: boolean;
  readonly logoReference?: string;
  readonly dispatchCode?: string;
  readonly postingAccountForMembershipFee?: Known<"ROOT_ACCOUNT" | "CARD_ACCOUNT" | "ENTITY_ACCOUNT">;
  readonly postingAccountForAccountSetupFee?: Known<"ROOT_ACCOUNT" | "CARD_ACCOUNT" | "ENTITY_ACCOUNT">;
  readonly corporateContractLevels?: readonly CreateCorporateContractRequestCorporateContractLevel[];
  readonly corporateContractRootEntity: CreateCorporateContractRequestCorporateContractRootEntity;
  readonly accountHierarchy: CreateCorporateContractRequestAccountHierarchy;
  readonly postingEntityLevelForMembershipFee?: number;
  readonly postingEntityLevelForAccountSetupFee?: number;
  readonly numberOfFreeCardsAccountSetupFee?: number;
  readonly numberOfFreeCardsMembershipFee?: number;
}

export interface CreateCorporateContractRequestCorporateContractEntityAccount {
  readonly account?: CreateCorporateContractRequestAccount;
}

export interface CreateCorporateContractRequestCorporateContractFee {
  readonly accountSetupFeeModelReference?: string;
  readonly membershipFeeModelReference?: string;
  readonly postingAccountForMembershipFee?: Known<"ROOT_ACCOUNT" | "CARD_ACCOUNT" | "ENTITY_ACCOUNT">;
  readonly postingAccountForAccountSetupFee?: Known<"ROOT_ACCOUNT" | "CARD_ACCOUNT" | "ENTITY_ACCOUNT">;
  readonly entityIdentifierMembershipFeePosting?: FeePostingEntityIdentifier;
  readonly membershipFeePromotionalPeriod?: number;
  readonly entityIdentifierAccountSetupFeePosting?: FeePostingEntityIdentifier;
}

export interface CreateCorporateContractRequestCorporateContractLevel {
  readonly level: number;
  readonly levelDescription: string;
}

export interface CreateCorporateContractRequestCorporateContractRootEntity {
  readonly companyEntityExternalReference: string;
  readonly rootAccount: CreateCorporateContractRequestAccount;
  readonly deliveryChannel?: DeliveryChannel;
  readonly advertisementFlags?: AdvertisementFlags;
}

export interface CreateCorporateContractRequestCorporateEmployeeAccount {
  readonly deliveryChannel?: DeliveryChannel;
  readonly advertisementFlags?: AdvertisementFlags;
  readonly waiveFee?: boolean;
  /** @deprecated by Worldline. */
  readonly postingAccountForMembershipFee?: string;
  /** @deprecated by Worldline. */
  readonly postingAccountForAccountSetupFee?: string;
  readonly contractFee?: CreateCorporateContractRequestCorporateContractFee;
  readonly account?: CreateCorporateContractRequestAccount;
  /** @deprecated by Worldline. */
  readonly entityIdentifierMembershipFeePosting?: FeePostingEntityIdentifier;
  /** @deprecated by Worldline. */
  readonly entityIdentifierAccountSetupFeePosting?: FeePostingEntityIdentifier;
}

export interface CreateCorporateContractRequestCorporateEmployeeCard {
  readonly cardContract?: CreateCorporateContractRequestCardContract;
}

export interface CreateCorporateContractRequestCorporateVcaServiceCard {
  readonly vcaServiceCardContract?: CreateCorporateContractRequestVcaServiceCardContract;
}

export interface CreateCorporateContractRequestCustomer {
  readonly requestCorrelationId?: string;
  readonly issuerCustomerExternalReference?: string;
  /** @deprecated by Worldline. */
  readonly active?: boolean;
  readonly courtesyTitle?: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly onlineRiskCategory?: string;
  readonly offlineRiskCategory?: string;
  readonly commercialStatus?: string;
  /** @deprecated by Worldline. */
  readonly customerReference?: string;
  readonly secondFirstName?: string;
  readonly maidenName?: string;
  readonly sex?: string;
  readonly birthDate?: DateTime;
  readonly birthPlace?: string;
  readonly nationality?: string;
  readonly profession?: string;
  readonly employerName?: string;
  readonly employerAddress?: string;
  readonly monthlySalary?: string;
  readonly maritalStatus?: string;
  readonly preferredCorrespondenceLanguage?: string;
  readonly picture?: string;
  readonly url1?: string;
  readonly url2?: string;
  readonly secretQuestion?: string;
  readonly secretAnswer?: string;
  readonly vatNumber?: string;
  readonly vatCountry?: string;
  readonly customerClass?: string;
  readonly employee?: boolean;
  readonly partnerExternalReference?: string;
  readonly doNotContact?: boolean;
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly addresses: readonly CreateCorporateContractRequestAddress[];
}

export interface CreateCorporateContractRequestHierarchyOutgoingCreditTransferFeature {
  readonly periodicOctAllowed?: boolean;
  readonly periodicOctType?: Known<"DAILY" | "CYCLIC">;
  readonly periodicMaxThreshold?: Amount;
  readonly octOnContractTerminationAllowed?: boolean;
  readonly octOnDemandAllowed?: boolean;
  readonly octOnDemandLimitType?: Known<"BALANCE" | "OTB">;
  readonly octOnContractTerminationType?: string;
  readonly octOnAccountTerminationAllowed?: boolean;
}

export interface CreateCorporateContractRequestPinMailerOrder {
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly sendingMode?: string;
  readonly skipPinMailerOrderGeneration?: boolean;
}

export interface CreateCorporateContractRequestSepaMandate {
  readonly mandateContractId: string;
  /** @deprecated by Worldline. */
  readonly debtorId?: string;
  /** @deprecated by Worldline. */
  readonly debtorName?: string;
  /** @deprecated by Worldline. */
  readonly debtorAddressType?: string;
  /** An object since 2.30.1; text before. */
  readonly debtorPostalAddress?: SepaMandateMailAddress;
  readonly debtorPhoneNumber?: string;
  readonly debtorEmail?: string;
  /** `PAPER_MANDATE` by default. */
  readonly mandateNatureType?: string;
  readonly mandateSignDate?: DateTime;
  readonly mandateSignCity?: string;
  readonly sepaMandateUmr?: string;
  /** @deprecated by Worldline. */
  readonly validateMandate?: boolean;
  /** @deprecated by Worldline. */
  readonly futureMandateExternalReference?: string;
}

export interface CreateCorporateContractRequestVcaServiceCard {
  /** At most 50 characters. */
  readonly issuerCardExternalReference?: string;
  readonly expiryDate?: string;
  readonly specificFields?: Readonly<Record<string, string>>;
}

export interface CreateCorporateContractRequestVcaServiceCardContract {
  readonly issuerCardContractExternalReference?: string;
  readonly cardHolderRequestCorrelationId?: string;
  readonly cardHolderIdentifier?: CustomerIdentifier;
  readonly issuerBranchCode?: string;
  readonly selectedModels?: readonly CardContractModel[];
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly vcaServiceCard?: CreateCorporateContractRequestVcaServiceCard;
  /** `VCAForcedname` by default. */
  readonly forcedEmbossingName?: string;
  readonly cardClass?: string;
  readonly corporateContractAddOnsSubscriptions?: readonly CreateCorporateContractRequestAddOnSubscription[];
}

export interface SepaMandateMailAddress {
  /** @deprecated by Worldline. */
  readonly typeCode?: string;
  readonly line1?: string;
  readonly line2?: string;
  readonly line3?: string;
  readonly line4?: string;
  readonly line5?: string;
  readonly buildingNumber?: string;
  readonly boxNumber?: string;
  readonly streetName?: string;
  readonly postCode?: string;
  readonly townName?: string;
  readonly countrySubdivision?: string;
  readonly country?: string;
}
