import type { Account } from "./account.js";
import type { CardContract } from "./card.js";
import type {
  AccountIdentifier,
  ContractIdentifier,
  CustomerIdentifier,
  FeePostingEntityIdentifier,
  ProductIdentifier,
} from "./common.js";
import type { ContractFee } from "./contract.js";
import type { AdvertisementFlags, DeliveryChannel } from "./correspondence.js";
import type { Company, Customer } from "./customer.js";
import type { DateTime, Known } from "./values.js";

export interface CorporateContract {
  readonly issuerId?: string;
  readonly contractIdentifier?: ContractIdentifier;
  readonly closingComment?: string;
  readonly closingDate?: DateTime;
  readonly closingReason?: string;
  readonly closureDelayType?: Known<"IMMEDIATE" | "SCHEDULED">;
  readonly signatureDate?: DateTime;
  readonly specificFields?: Readonly<Record<string, string>>;
  readonly status?: Known<"SIGNED" | "CLOSED">;
  readonly statusDate?: DateTime;
  readonly contractOwnerIdentifier?: CustomerIdentifier;
  /** With `embed`; at most 100. */
  readonly contractCustomers?: readonly Customer[];
  /** With `embed`. */
  readonly contractCompanies?: readonly Company[];
  readonly rootAccountIdentifier?: AccountIdentifier;
  readonly productIdentifier?: ProductIdentifier;
  /** A list, despite its name. */
  readonly customerIdentifier?: readonly CustomerIdentifier[];
  /** False by default. */
  readonly statementDuplicatedForCompany?: boolean;
  readonly logoReference?: string;
  readonly dispatchCode?: string;
  /** False by default. */
  readonly hierarchyDefaultResetCreditLimit?: boolean;
  readonly postingAccountForMembershipFee?: Known<"ROOT_ACCOUNT" | "CARD_ACCOUNT" | "ENTITY_ACCOUNT">;
  readonly postingAccountForAccountSetupFee?: Known<"ROOT_ACCOUNT" | "CARD_ACCOUNT" | "ENTITY_ACCOUNT">;
  readonly feeReimbursementAtCardContractClosing?: boolean;
  readonly corporateContractLevels?: readonly CorporateContractLevel[];
  /** With `embed`. */
  readonly corporateContractEntities?: readonly CorporateContractEntity[];
  /** With `embed`. */
  readonly corporateEmployeeAccounts?: readonly CorporateEmployeeAccount[];
  /** With `embed`. */
  readonly rootAccount?: Account;
  readonly postingEntityLevelForMembershipFee?: number;
  readonly postingEntityLevelForAccountSetupFee?: number;
  readonly numberOfFreeCardsMembershipFee?: number;
  readonly numberOfFreeCardsAccountSetupFee?: number;
}

export interface CorporateContractEntity {
  readonly accountIdentifier?: AccountIdentifier;
  readonly parentAccountIdentifier?: AccountIdentifier;
  readonly account?: Account;
  readonly level?: number;
  readonly companyEntityExternalReference?: string;
  readonly parentCompanyEntityExternalReference?: string;
  readonly deliveryChannel?: DeliveryChannel;
  readonly advertisementFlags?: AdvertisementFlags;
}

export interface CorporateContractFee extends ContractFee {
  readonly entityIdentifierMembershipFeePosting?: FeePostingEntityIdentifier;
  readonly entityIdentifierAccountSetupFeePosting?: FeePostingEntityIdentifier;
}

export interface CorporateContractLevel {
  /** Text here; a number in what creates a contract. */
  readonly level?: string;
  readonly levelDescription?: string;
}

export interface CorporateEmployeeAccount {
  readonly accountIdentifier?: AccountIdentifier;
  /** With `embed`. */
  readonly account?: Account;
  readonly parentCompanyEntityExternalReference?: string;
  /** With `embed`. */
  readonly cardContracts?: readonly CardContract[];
  readonly customerIdentifiers?: readonly CustomerIdentifier[];
  /** With `embed`. */
  readonly customers?: readonly Customer[];
  readonly parentAccountIdentifier?: AccountIdentifier;
  readonly companyEntityExternalReference?: string;
  readonly advertisementFlags?: AdvertisementFlags;
  readonly deliveryChannel?: DeliveryChannel;
  /** @deprecated by Worldline. */
  readonly postingAccountForMembershipFee?: string;
  /** @deprecated by Worldline. */
  readonly postingAccountForAccountSetupFee?: string;
  /** False by default. */
  readonly waiveFee?: boolean;
  readonly corporateProductType?: Known<"EMPLOYEE" | "COMPANY" | "INTERMEDIARY">;
  readonly contractFee?: CorporateContractFee;
  /** @deprecated by Worldline. */
  readonly entityIdentifierMembershipFeePosting?: FeePostingEntityIdentifier;
  /** @deprecated by Worldline. */
  readonly entityIdentifierAccountSetupFeePosting?: FeePostingEntityIdentifier;
}
