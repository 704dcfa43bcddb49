export interface AccountIdentifier {
  /** Wins where both are given. */
  readonly accountReference?: string;
  readonly issuerAccountExternalReference?: string;
}

export interface AddressIdentifier {
  readonly addressReference?: string;
  readonly issuerAddressExternalReference?: string;
}

export interface Amount {
  readonly value: string;
  readonly exponent: number;
  readonly isoCode: string;
}

export interface AuthorizationBusinessCaseIdentifier {
  readonly businessCaseId: string;
}

export interface AuthorizationIdentifier {
  /** 18 characters. */
  readonly transactionId?: string;
  readonly issuerExternalAuthorizationReference?: string;
}

export interface CardContractIdentifier {
  /** The issuer id and 16 digits. */
  readonly cardContractReference?: string;
  readonly issuerCardContractExternalReference?: string;
}

export interface CardIdentifier {
  /** 16 digits. */
  readonly cardReference?: string;
  readonly issuerCardExternalReference?: string;
}

export interface ContactIdentifier {
  readonly contactReference?: string;
}

export interface ContractIdentifier {
  /** A UUID. */
  readonly contractReference?: string;
  readonly issuerContractExternalReference?: string;
}

export interface CustomerIdentifier {
  readonly customerReference?: string;
  readonly issuerCustomerExternalReference?: string;
}

export interface FeePostingEntityIdentifier {
  readonly postingEntityAccountIdentifier?: AccountIdentifier;
  readonly postingEntityCompanyExternalReference?: string;
  readonly postingEntityLevel?: number;
}

export interface Links {
  readonly self: string;
  /** The next page, where there is one. */
  readonly next?: string;
}

export interface LoyaltyPoint {
  readonly unit?: string;
  readonly cumulatedValue?: number;
}

export interface OperationIdentifier {
  readonly operationId: string;
}

export interface OrderIdentifier {
  /** YYYYMMDD and 16 digits. */
  readonly orderReference?: string;
}

export interface PanTokenIdentifier {
  readonly panTokenReference: string;
}

export interface ProductExtensionIdentifier {
  readonly issuerProductExtensionExternalReference?: string;
}

export interface ProductIdentifier {
  readonly issuerProductExternalReference?: string;
  readonly productReference?: string;
}

export interface ResponseMetadata {
  readonly correlationId: string;
  readonly links?: Links;
  readonly statusMessage: string;
  readonly statusCode: number;
  readonly responseDateTime: string;
  readonly timeTakenMs?: number;
}

export interface TransactionIdentifier {
  /** 17 digits. */
  readonly transactionId?: string;
}
