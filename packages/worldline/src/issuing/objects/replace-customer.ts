import type {
  AccountIdentifier,
  CardContractIdentifier,
  ContractIdentifier,
  CustomerIdentifier,
} from "./common.js";
import type {
  CreateAddressRequestMailAddress,
  CreateAddressRequestPhoneNumber,
} from "./corporate-contract-request.js";
import type { AddressUsage, EmailAddress } from "./customer.js";
import type { DateTime } from "./values.js";

export interface ReplaceCustomerInConsumerContractResponse {
  readonly contract?: ReplaceCustomerInConsumerContractResponseContract;
}

export interface ReplaceCustomerInConsumerContractResponseAccount {
  readonly accountIdentifier?: AccountIdentifier;
  readonly root?: boolean;
  readonly accountOwnerIdentifier?: CustomerIdentifier;
  readonly accountGuarantorIdentifier?: CustomerIdentifier;
}

export interface ReplaceCustomerInConsumerContractResponseCardContract {
  readonly cardContractIdentifier?: CardContractIdentifier;
  readonly cardHolderIdentifier?: CustomerIdentifier;
}

export interface ReplaceCustomerInConsumerContractResponseContract {
  readonly contractIdentifier?: ContractIdentifier;
  readonly contractOwnerIdentifier?: CustomerIdentifier;
  readonly accounts?: readonly ReplaceCustomerInConsumerContractResponseAccount[];
  readonly cardContracts?: readonly ReplaceCustomerInConsumerContractResponseCardContract[];
}

export interface ReplaceCustomerInContractRequest {
  readonly previousCustomerIdentifier: CustomerIdentifier;
  readonly targetCustomer: ReplaceCustomerInContractRequestTargetCustomer;
}

export interface ReplaceCustomerInContractRequestAddress {
  readonly addressLabel: string;
  readonly addressType: string;
  readonly postalAddress?: CreateAddressRequestMailAddress;
  readonly emailAddress?: EmailAddress;
  readonly phone?: CreateAddressRequestPhoneNumber;
  readonly addressUsages?: readonly AddressUsage[];
  /** @deprecated by Worldline. */
  readonly mainAddress?: boolean;
  readonly issuerAddressExternalReference?: string;
}

export interface ReplaceCustomerInContractRequestCustomer {
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
  readonly correspondenceName?: string;
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
  readonly addresses: readonly ReplaceCustomerInContractRequestAddress[];
}

/** Either `existingCustomerIdentifier` or `newCustomer`. */
export interface ReplaceCustomerInContractRequestTargetCustomer {
  readonly existingCustomerIdentifier?: CustomerIdentifier;
  readonly newCustomer?: ReplaceCustomerInContractRequestCustomer;
}
