import type {
  BrandAdviceConfig,
  CardProducerBalancing,
  Letter,
  LetterTemplate,
  ProductExtensionBalancing,
} from "./products-state.js";

/** As on the wire, except that the value is text: it may be larger than a double can hold. */
export interface Amount {
  readonly value: string;
  readonly exponent: number;
  readonly isoCode: string;
}

// An external reference is the issuer's to give, and may be left out.

export interface ContractIdentifier {
  readonly contractReference: string;
  readonly issuerContractExternalReference?: string;
}

export interface AccountIdentifier {
  readonly accountReference: string;
  readonly issuerAccountExternalReference?: string;
}

export interface CardContractIdentifier {
  readonly cardContractReference: string;
  readonly issuerCardContractExternalReference?: string;
}

export interface CardIdentifier {
  readonly cardReference: string;
  readonly issuerCardExternalReference?: string;
}

export interface CustomerIdentifier {
  readonly customerReference: string;
  readonly issuerCustomerExternalReference?: string;
}

export interface ProductIdentifier {
  readonly productReference: string;
  readonly issuerProductExternalReference: string;
}

export interface ProductExtensionIdentifier {
  readonly issuerProductExtensionExternalReference: string;
}

/**
 * What the handlers read and write of a wire object; the seed and request bodies give it more members, which are shown
 * as they are.
 */
export interface WireObject {
  readonly [member: string]: unknown;
}

export interface Address extends WireObject {
  readonly addressIdentifier: {
    readonly addressReference: string;
    readonly issuerAddressExternalReference?: string;
  };
  readonly addressLabel: string;
  readonly addressType: string;
}

export interface Customer extends WireObject {
  readonly customerIdentifier: CustomerIdentifier;
  readonly firstName: string;
  readonly lastName: string;
  readonly addresses: readonly Address[];
}

export interface Company extends WireObject {
  readonly customerIdentifier: CustomerIdentifier;
  readonly corporateName: string;
  readonly addresses: readonly Address[];
}

export interface ContractFee extends WireObject {
  readonly accountIdentifier: AccountIdentifier;
}

/** A consumer contract. Its accounts and card contracts name it, and are looked up by that. */
export interface Contract extends WireObject {
  readonly contractIdentifier: ContractIdentifier;
  contractOwnerIdentifier: CustomerIdentifier;
  contractCustomerIdentifiers: readonly CustomerIdentifier[];
  readonly contractFees: readonly ContractFee[];
}

export interface CorporateEntity extends WireObject {
  readonly accountIdentifier: AccountIdentifier;
  readonly parentAccountIdentifier?: AccountIdentifier;
  readonly level: number;
  readonly companyEntityExternalReference: string;
  readonly parentCompanyEntityExternalReference?: string;
}

export interface CorporateEmployeeAccount extends WireObject {
  readonly accountIdentifier: AccountIdentifier;
  readonly companyEntityExternalReference: string;
  readonly customerIdentifiers: readonly CustomerIdentifier[];
}

export interface CorporateContract extends WireObject {
  readonly contractIdentifier: ContractIdentifier;
  readonly contractOwnerIdentifier: CustomerIdentifier;
  readonly rootAccountIdentifier: AccountIdentifier;
  readonly productIdentifier: ProductIdentifier;
  /** An array in spite of its name, as on the wire. */
  readonly customerIdentifier: CustomerIdentifier[];
  /** Not on the wire: the companies are. */
  readonly companyIdentifiers: CustomerIdentifier[];
  readonly corporateContractLevels: readonly { readonly level: string; readonly levelDescription: string }[];
  readonly corporateContractEntities: CorporateEntity[];
  readonly corporateEmployeeAccounts: CorporateEmployeeAccount[];
}

/** Of a consumer or of a corporate contract. */
export interface Account extends WireObject {
  readonly accountIdentifier: AccountIdentifier;
  readonly contractIdentifier: ContractIdentifier;
  readonly root: boolean;
  readonly parentAccountIdentifier?: AccountIdentifier;
  accountOwnerIdentifier: CustomerIdentifier;
  accountGuarantorIdentifier?: CustomerIdentifier;
}

export interface AccountRelation {
  readonly relation: string;
  readonly accountIdentifier: AccountIdentifier;
}

/** Of a consumer or of a corporate contract. Its cards name it. */
export interface CardContract extends WireObject {
  readonly cardContractIdentifier: CardContractIdentifier;
  readonly contractIdentifier: ContractIdentifier;
  cardHolderIdentifier: CustomerIdentifier;
  readonly cardTemplateReference: string;
  readonly productIdentifier: ProductIdentifier;
  readonly productExtensionIdentifier: ProductExtensionIdentifier;
  readonly deviceTokensNumber: number;
  readonly merchantTokensNumber: number;
  readonly relatedAccounts: readonly AccountRelation[];
}

export interface Card extends WireObject {
  readonly cardIdentifier: CardIdentifier;
  readonly cardContractIdentifier: CardContractIdentifier;
  readonly pan: string;
  readonly maskedPan: string;
  readonly expiryDate: string;
  readonly status: string;
}

export interface Statement extends WireObject {
  readonly accountIdentifier: AccountIdentifier;
  readonly cycleClosureDate: string;
  readonly previousCycleClosureDate: string;
}

export interface PostedOperation extends WireObject {
  readonly operationIdentifier: { readonly operationId: string };
  readonly operationKind: string;
  readonly postingDate: string;
  readonly postingAccountIdentifier: AccountIdentifier;
  readonly externalOperationDate: string;
  readonly externalOperationReference: string;
  readonly externalOperationServicePoster: string;
  /** What only the operation itself shows, and no list. */
  readonly details: WireObject;
}

export interface Transaction extends WireObject {
  readonly transactionIdentifier: { readonly transactionId: string };
  readonly transactionDate: string;
  readonly status: string;
}

export interface CreditTransfer extends WireObject {
  readonly creditTransferIdentifier: { readonly endToEndId: string };
  readonly accountIdentifier: AccountIdentifier;
  readonly creationDate: string;
  readonly reimbursementTrigger: string;
}

export interface DirectDebit extends WireObject {
  readonly directDebitIdentifier: { readonly endToEndId: string };
  readonly overPaymentAccountIdentifier: AccountIdentifier;
  readonly creationDate: string;
  readonly paymentTrigger: string;
}

/** What an idempotent operation answered, for whoever asks again. */
export interface KeptAnswer {
  readonly operation: string;
  readonly correlationId: string;
  /** The whole body. */
  readonly body: string;
}

/** An issuer, the one client that may ask for it, and everything that it has. */
export interface IssuerState {
  readonly issuerId: string;
  readonly clientId: string;
  readonly secretHash: string;
  readonly customers: Customer[];
  readonly companies: Company[];
  readonly contracts: Contract[];
  readonly corporateContracts: CorporateContract[];
  readonly accounts: Account[];
  readonly cardContracts: CardContract[];
  readonly cards: Card[];
  readonly statements: Statement[];
  readonly operations: PostedOperation[];
  readonly transactions: Transaction[];
  readonly creditTransfers: CreditTransfer[];
  readonly directDebits: DirectDebit[];
  readonly letterTemplates: LetterTemplate[];
  readonly letters: Letter[];
  readonly productExtensionBalancings: ProductExtensionBalancing[];
  readonly cardProducerBalancings: CardProducerBalancing[];
  readonly brandAdviceConfigs: BrandAdviceConfig[];
  /** The last 1,000, oldest first. */
  readonly answers: KeptAnswer[];
  /** The number in the next reference that is made up. */
  nextReference: number;
}

/** Kept as a hash: a token is never handed out again. */
export interface IssuingToken {
  readonly hash: string;
  readonly clientId: string;
  readonly expiresAt: string;
}

export interface WorldlineIssuingState {
  readonly issuers: IssuerState[];
  accessTokens: IssuingToken[];
}

export function emptyWorldlineIssuing(): WorldlineIssuingState {
  return { issuers: [], accessTokens: [] };
}

/** An issuer that has nothing yet. */
export function emptyIssuer(
  identity: Pick<IssuerState, "issuerId" | "clientId" | "secretHash">,
): IssuerState {
  return {
    ...identity,
    customers: [],
    companies: [],
    contracts: [],
    corporateContracts: [],
    accounts: [],
    cardContracts: [],
    cards: [],
    statements: [],
    operations: [],
    transactions: [],
    creditTransfers: [],
    directDebits: [],
    letterTemplates: [],
    letters: [],
    productExtensionBalancings: [],
    cardProducerBalancings: [],
    brandAdviceConfigs: [],
    answers: [],
    // No two issuers have a reference in common, so that a foreign one is found by neither.
    nextReference: Number(identity.issuerId) * 1_000_000,
  };
}
