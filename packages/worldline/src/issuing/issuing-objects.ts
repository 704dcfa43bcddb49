import type {
  AdviceProductExtensionCardResponse,
  AdviceProductExtensionRequest,
  AdviceProductExtensionResponse,
  BrandAdviceConfigResponse,
  BrandAdviceRequest,
  BrandAdviceResponse,
  CardProducerBalancing,
  ModifyBrandAdviceConfigRequest,
  ModifyBrandAdviceConfigResponse,
  OverrideCardProducerBalancingRequest,
  OverrideCardProducerBalancingResponse,
  OverrideProductExtensionBalancingRequest,
  OverrideProductExtensionBalancingResponse,
  ProductExtensionBalancing,
} from "./objects/balancing.js";
import type { ResponseMetadata } from "./objects/common.js";
import type { Contract, ContractFee } from "./objects/contract.js";
import type { CorporateContract, CorporateEmployeeAccount } from "./objects/corporate-contract.js";
import type {
  AddCorporateContractEntityRequest,
  AddCorporateEmployeeCardsAndAccountsRequest,
  AddCorporateVcaServiceCardsAndAccountsRequest,
  CreateCorporateContractRequest,
} from "./objects/corporate-contract-request.js";
import type {
  AddCorporateContractEntityResponse,
  AddCorporateEmployeeCardsAndAccountsResponse,
  AddCorporateVcaServiceCardsAndAccountsResponse,
  CreateCorporateContractResponse,
} from "./objects/corporate-contract-response.js";
import type {
  DeleteCardLetterResponse,
  GenerateCardLetterRequest,
  GenerateCardLetterResponse,
  Letter,
  LetterTemplate,
  PrefilledLetterTemplate,
  ValidateCardLetterResponse,
} from "./objects/letter.js";
import type { InquireOperationRequest, Operation, OperationDetails } from "./objects/operation.js";
import type {
  ReplaceCustomerInConsumerContractResponse,
  ReplaceCustomerInContractRequest,
} from "./objects/replace-customer.js";
import type {
  GlobalSearchContractRequest,
  GlobalSearchCorporateContractRequest,
  GlobalSearchOperationRequest,
  GlobalSearchTransactionRequest,
  SearchContractRequest,
} from "./objects/search.js";
import type { Statement } from "./objects/statement.js";
import type { Transaction } from "./objects/transaction.js";
import type { CreditTransfer, DirectDebit } from "./objects/transfer.js";

/** The objects that operations take and answer, by the names that the table of operations gives them. */
export interface IssuingObjects {
  readonly AddCorporateContractEntityRequest: AddCorporateContractEntityRequest;
  readonly AddCorporateContractEntityResponse: AddCorporateContractEntityResponse;
  readonly AddCorporateEmployeeCardsAndAccountsRequest: AddCorporateEmployeeCardsAndAccountsRequest;
  readonly AddCorporateEmployeeCardsAndAccountsResponse: AddCorporateEmployeeCardsAndAccountsResponse;
  readonly AddCorporateVcaServiceCardsAndAccountsRequest: AddCorporateVcaServiceCardsAndAccountsRequest;
  readonly AddCorporateVcaServiceCardsAndAccountsResponse: AddCorporateVcaServiceCardsAndAccountsResponse;
  readonly AdviceProductExtensionCardResponse: AdviceProductExtensionCardResponse;
  readonly AdviceProductExtensionRequest: AdviceProductExtensionRequest;
  readonly AdviceProductExtensionResponse: AdviceProductExtensionResponse;
  readonly BrandAdviceConfigResponse: BrandAdviceConfigResponse;
  readonly BrandAdviceRequest: BrandAdviceRequest;
  readonly BrandAdviceResponse: BrandAdviceResponse;
  readonly CardProducerBalancing: CardProducerBalancing;
  readonly Contract: Contract;
  readonly ContractFee: ContractFee;
  readonly CorporateContract: CorporateContract;
  readonly CorporateEmployeeAccount: CorporateEmployeeAccount;
  readonly CreateCorporateContractRequest: CreateCorporateContractRequest;
  readonly CreateCorporateContractResponse: CreateCorporateContractResponse;
  readonly CreditTransfer: CreditTransfer;
  readonly DeleteCardLetterResponse: DeleteCardLetterResponse;
  readonly DirectDebit: DirectDebit;
  readonly GenerateCardLetterRequest: GenerateCardLetterRequest;
  readonly GenerateCardLetterResponse: GenerateCardLetterResponse;
  readonly GlobalSearchContractRequest: GlobalSearchContractRequest;
  readonly GlobalSearchCorporateContractRequest: GlobalSearchCorporateContractRequest;
  readonly GlobalSearchOperationRequest: GlobalSearchOperationRequest;
  readonly GlobalSearchTransactionRequest: GlobalSearchTransactionRequest;
  readonly InquireOperationRequest: InquireOperationRequest;
  readonly Letter: Letter;
  readonly LetterTemplate: LetterTemplate;
  readonly ModifyBrandAdviceConfigRequest: ModifyBrandAdviceConfigRequest;
  readonly ModifyBrandAdviceConfigResponse: ModifyBrandAdviceConfigResponse;
  readonly Operation: Operation;
  readonly OperationDetails: OperationDetails;
  readonly OverrideCardProducerBalancingRequest: OverrideCardProducerBalancingRequest;
  readonly OverrideCardProducerBalancingResponse: OverrideCardProducerBalancingResponse;
  readonly OverrideProductExtensionBalancingRequest: OverrideProductExtensionBalancingRequest;
  readonly OverrideProductExtensionBalancingResponse: OverrideProductExtensionBalancingResponse;
  readonly PrefilledLetterTemplate: PrefilledLetterTemplate;
  readonly ProductExtensionBalancing: ProductExtensionBalancing;
  readonly ReplaceCustomerInConsumerContractResponse: ReplaceCustomerInConsumerContractResponse;
  readonly ReplaceCustomerInContractRequest: ReplaceCustomerInContractRequest;
  readonly ResponseMetadata: ResponseMetadata;
  readonly SearchContractRequest: SearchContractRequest;
  readonly Statement: Statement;
  readonly Transaction: Transaction;
  readonly ValidateCardLetterResponse: ValidateCardLetterResponse;
}
