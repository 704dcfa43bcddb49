import type { GivenParty } from "./parties.js";
import type { WireObject } from "./state.js";

// The members of requests for corporate contracts that decide something; what else is sent is kept as it is.

export interface GivenAccount extends WireObject {
  readonly issuerAccountExternalReference?: string;
  readonly accountTemplateReference?: string;
  readonly accountOwnerRequestCorrelationId?: string;
  readonly accountOwnerIdentifier?: object;
  readonly accountGuarantorRequestCorrelationId?: string;
  readonly accountGuarantorIdentifier?: object;
  readonly closureCalendarReference?: string;
  readonly sepaMandate?: { readonly sepaMandateUmr?: string };
}

export interface GivenFee extends WireObject {
  readonly accountSetupFeeModelReference?: string;
  readonly membershipFeeModelReference?: string;
}

export interface GivenEmployeeAccount extends WireObject {
  readonly account?: GivenAccount;
  readonly contractFee?: GivenFee;
}

export interface GivenCard extends WireObject {
  readonly issuerCardExternalReference?: string;
  readonly pan?: string;
  readonly expiryDate?: string;
  readonly cardOrder?: { readonly skipCardOrderGeneration?: boolean; readonly cardProducer?: string };
}

export interface GivenCardContract extends WireObject {
  readonly issuerCardContractExternalReference?: string;
  readonly cardHolderRequestCorrelationId?: string;
  readonly cardHolderIdentifier?: object;
  readonly card?: GivenCard;
  readonly vcaServiceCard?: GivenCard;
}

export interface GivenEntity extends WireObject {
  readonly issuerProductExtensionExternalReference: string;
  readonly level: number;
  readonly companyEntityExternalReference: string;
  readonly parentCompanyEntityExternalReference: string;
  readonly corporateContractEntityAccounts: readonly { readonly account?: GivenAccount }[];
}

/** Employees' accounts and cards, or those of the service of virtual cards. */
export interface GivenEmployees {
  readonly issuerProductExtensionExternalReference: string;
  readonly parentCompanyEntityExternalReference: string;
  readonly companyEntityExternalReference?: string;
  readonly corporateEmployeeAccounts?: readonly GivenEmployeeAccount[];
  readonly corporateEmployeeCards?: readonly { readonly cardContract?: GivenCardContract }[];
  readonly corporateEmployeeVcaServiceCards?: readonly {
    readonly vcaServiceCardContract?: GivenCardContract;
  }[];
}

export interface GivenContract extends WireObject {
  readonly issuerProductExternalReference: string;
  readonly issuerContractExternalReference?: string;
  readonly contractOwnerRequestCorrelationId?: string;
  readonly contractOwner?: object;
  readonly corporateContractLevels?: readonly { readonly level: number; readonly levelDescription: string }[];
  readonly corporateContractRootEntity: {
    readonly companyEntityExternalReference: string;
    readonly rootAccount: GivenAccount;
    readonly deliveryChannel?: WireObject;
    readonly advertisementFlags?: WireObject;
  };
  readonly accountHierarchy: WireObject;
}

export interface GivenParties {
  readonly customers?: readonly GivenParty[];
  readonly companies?: readonly GivenParty[];
}

export interface CreateBody extends GivenParties {
  readonly corporateContract: GivenContract;
  readonly addCorporateContractEntities?: readonly GivenEntity[];
  readonly addCorporateEmployeeCardsAndAccounts?: readonly GivenEmployees[];
  readonly addCorporateVcaServiceCardsAndAccounts?: readonly GivenEmployees[];
}
