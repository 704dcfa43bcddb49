import type {
  AccountIdentifier,
  AddressIdentifier,
  CardContractIdentifier,
  CardIdentifier,
  ContractIdentifier,
  CustomerIdentifier,
  OrderIdentifier,
  ProductIdentifier,
} from "./common.js";
import type { DateTime, Known } from "./values.js";

export interface AddCorporateContractEntityResponse {
  readonly contract?: AddCorporateContractEntityResponseContract;
  readonly customers?: readonly CreateCorporateContractResponseCustomer[];
  readonly companies?: readonly CreateCorporateContractResponseCompany[];
}

export interface AddCorporateContractEntityResponseContract {
  readonly contractIdentifier: ContractIdentifier;
  readonly corporateContractEntity: CreateCorporateContractResponseCorporateContractEntity;
}

export interface AddCorporateEmployeeCardsAndAccountsResponse {
  readonly customers?: readonly CreateCorporateContractResponseCustomer[];
  readonly contract: AddCorporateEmployeeCardsAndAccountsResponseContract;
}

export interface AddCorporateEmployeeCardsAndAccountsResponseContract {
  readonly contractIdentifier: ContractIdentifier;
  readonly corporateContractEntity: AddCorporateEmployeeCardsAndAccountsResponseCorporateContractEntity;
  readonly corporateEmployeeCardsAndAccounts?: readonly CreateCorporateContractResponseCorporateEmployeeCardsAndAccounts[];
}

export interface AddCorporateEmployeeCardsAndAccountsResponseCorporateContractEntity {
  readonly level: number;
  readonly levelDescription: string;
  readonly parentCompanyEntityExternalReference?: string;
  readonly parentAccountIdentifier?: AccountIdentifier;
}

export interface AddCorporateVcaServiceCardsAndAccountsResponse {
  readonly customers?: readonly CreateCorporateContractResponseCustomer[];
  readonly contract: AddCorporateEmployeeCardsAndAccountsResponseContract;
}

export interface CreateCorporateContractResponse {
  readonly contract: CreateCorporateContractResponseContract;
  readonly customers?: readonly CreateCorporateContractResponseCustomer[];
  readonly companies?: readonly CreateCorporateContractResponseCompany[];
}

export interface CreateCorporateContractResponseAccount {
  readonly accountIdentifier: AccountIdentifier;
  readonly root: boolean;
  readonly accountOwnerIdentifier: CustomerIdentifier;
  readonly accountGuarantorIdentifier?: CustomerIdentifier;
  readonly status?: string;
}

export interface CreateCorporateContractResponseAddress {
  readonly addressIdentifier: AddressIdentifier;
  readonly addressLabel: string;
  readonly addressType: string;
}

export interface CreateCorporateContractResponseCard {
  readonly cardIdentifier?: CardIdentifier;
  readonly pan?: string;
  readonly panReference?: string;
  readonly maskedPan?: string;
  readonly expiryDate?: string;
  readonly panSequenceNumber?: string;
  readonly status?: Known<"CREATED" | "ACTIVE">;
  readonly orders?: readonly CreateCorporateContractResponseOrder[];
}

export interface CreateCorporateContractResponseCardContract {
  readonly cardContractIdentifier?: CardContractIdentifier;
  readonly cardHolderIdentifier?: CustomerIdentifier;
  readonly status?: string;
  readonly card?: CreateCorporateContractResponseCard;
}

export interface CreateCorporateContractResponseCompany {
  readonly customerIdentifier: CustomerIdentifier;
  readonly corporateName?: string;
  readonly addresses: readonly CreateCorporateContractResponseAddress[];
  readonly contacts?: readonly CreateCorporateContractResponseContact[];
}

export interface CreateCorporateContractResponseContact {
  readonly name?: string;
  readonly firstName?: string;
  readonly departmentName?: string;
  readonly contactReference: string;
}

export interface CreateCorporateContractResponseContract {
  readonly contractIdentifier: ContractIdentifier;
  readonly status: string;
  readonly creationDate: DateTime;
  readonly productIdentifier: ProductIdentifier;
  readonly contractOwnerIdentifier: CustomerIdentifier;
  readonly statementDuplicatedForCompany?: boolean;
  readonly hierarchyDefaultResetCreditLimit?: boolean;
  readonly logoReference?: string;
  readonly dispatchCode?: string;
  readonly corporateContractLevels: readonly CreateCorporateContractResponseCorporateContractLevel[];
  readonly corporateContractRootEntity: CreateCorporateContractResponseCorporateContractRootEntity;
  readonly corporateContractEntities?: readonly CreateCorporateContractResponseCorporateContractEntity[];
  readonly corporateEmployeeCardsAndAccounts?: readonly CreateCorporateContractResponseCorporateEmployeeCardsAndAccounts[];
}

export interface CreateCorporateContractResponseCorporateContractEntity {
  readonly level: number;
  readonly companyEntityExternalReference: string;
  readonly parentCompanyEntityExternalReference?: string;
  readonly accountIdentifier: AccountIdentifier;
  readonly parentAccountIdentifier?: AccountIdentifier;
  readonly corporateContractEntityAccounts: readonly CreateCorporateContractResponseCorporateContractEntityAccount[];
}

export interface CreateCorporateContractResponseCorporateContractEntityAccount {
  readonly account?: CreateCorporateContractResponseAccount;
}

export interface CreateCorporateContractResponseCorporateContractLevel {
  readonly level: number;
  readonly levelDescription: string;
}

export interface CreateCorporateContractResponseCorporateContractRootEntity {
  readonly companyEntityExternalReference: string;
  readonly rootAccount: CreateCorporateContractResponseAccount;
}

export interface CreateCorporateContractResponseCorporateEmployeeAccount {
  readonly companyEntityExternalReference: string;
  readonly account?: CreateCorporateContractResponseAccount;
}

export interface CreateCorporateContractResponseCorporateEmployeeCard {
  readonly cardContract?: CreateCorporateContractResponseCardContract;
}

export interface CreateCorporateContractResponseCorporateEmployeeCardsAndAccounts {
  readonly parentCompanyEntityExternalReference: string;
  readonly corporateEmployeeAccounts?: readonly CreateCorporateContractResponseCorporateEmployeeAccount[];
  readonly corporateEmployeeCards?: readonly CreateCorporateContractResponseCorporateEmployeeCard[];
}

export interface CreateCorporateContractResponseCustomer {
  readonly customerIdentifier: CustomerIdentifier;
  readonly courtesyTitle?: string;
  readonly lastName: string;
  readonly firstName: string;
  readonly addresses: readonly CreateCorporateContractResponseAddress[];
}

export interface CreateCorporateContractResponseOrder {
  readonly orderIdentifier?: OrderIdentifier;
  readonly orderType?: Known<"CardOrder" | "PinMailerOrder" | "TanMailerOrder">;
  readonly currentInternalStatus?: Known<"CREATED" | "CONFIRMED" | "ORDERABLE">;
}
