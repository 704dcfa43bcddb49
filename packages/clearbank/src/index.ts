export type { AccountClosures } from "./api/account-closures.js";
export type { Accounts } from "./api/accounts.js";
export { type ClearBankApi, createApi } from "./api/api.js";
export type { Bacs, BacsQuery } from "./api/bacs.js";
export type { ChapsPayments } from "./api/chaps-payments.js";
export type { Cop } from "./api/cop.js";
export type { FpsPayments } from "./api/fps-payments.js";
export type { HubAccounts } from "./api/hub-accounts.js";
export type { Isas } from "./api/isas.js";
export type { Mandates, MandateTransactionsQuery, UnpaidTransactionsQuery } from "./api/mandates.js";
export type { Mccy } from "./api/mccy.js";
export type { MccyAccounts } from "./api/mccy-accounts.js";
export type { MccyInboundPayments } from "./api/mccy-inbound-payments.js";
export type { MccyInternalTransfers } from "./api/mccy-internal-transfers.js";
export type { MccyPayments } from "./api/mccy-payments.js";
export type { MccyStatements } from "./api/mccy-statements.js";
export type { MccyTransactions, MccyTransactionsQuery } from "./api/mccy-transactions.js";
export type { MccyVirtualAccounts } from "./api/mccy-virtual-accounts.js";
export type { NominatedAccounts } from "./api/nominated-accounts.js";
export type {
  Account,
  AccountBalance,
  AccountOwner,
  AccountResponse,
  AccountStatusReason,
  AccountsPage,
  AccountUsageType,
  CreateAccountRequest,
  MinimumBalance,
  UpdateAccountRequest,
} from "./api/objects/account.js";
export type {
  AccountClosure,
  AccountClosureRequested,
  AccountClosureResponse,
  CloseAccountRequest,
  CloseAccountResponse,
  ClosureStatus,
} from "./api/objects/account-closure.js";
export type {
  AccountIdentification,
  AccountScheme,
  CounterpartAccount,
  CounterpartAccountIdentification,
  CounterpartOtherIdentification,
  CounterpartScheme,
  OtherAccountIdentification,
  PaymentAccountReference,
} from "./api/objects/account-identification.js";
export type {
  AccountBalanceV2,
  AccountResponseV2,
  AccountsPageV2,
  AccountV2,
} from "./api/objects/account-v2.js";
export type {
  BacsAccount,
  BacsAccountIdentification,
  BacsAccountIdentificationV1,
  BacsAccountV1,
  BacsOtherIdentification,
  BacsReturn,
  BacsReturnsRequest,
  PendingTransactionStatus,
  UnappliedTransactionsPage,
  UnpaidTransaction,
  UnpaidTransactionsPage,
  UnpaidTransactionsPageV1,
  UnpaidTransactionV1,
} from "./api/objects/bacs.js";
export type {
  ChapsAccount,
  ChapsAddress,
  ChapsAmount,
  ChapsCustomer,
  ChapsCustomerPaymentRequest,
  ChapsIbanAccount,
  ChapsInstitution,
  ChapsInstitutionPaymentRequest,
  ChapsInstitutionRemittance,
  ChapsOrganisation,
  ChapsOtherAccount,
  ChapsPaymentCreated,
  ChapsPrivatePerson,
  ChapsRemittance,
  ChapsReturnRequest,
  ChapsText,
} from "./api/objects/chaps.js";
export type { ChapsCategoryPurpose, ChapsPurpose, ChapsReturnReason } from "./api/objects/chaps-codes.js";
export type {
  CopOptRequest,
  CopOptResponse,
  NameVerificationData,
  NameVerificationReport,
  NameVerificationRequest,
  NameVerificationResponse,
  SrdValidation,
  SrdValidationRequest,
  SrdValidationResponse,
} from "./api/objects/cop.js";
export type {
  CreateCurrentAccountRequest,
  CurrentAccount,
  CurrentAccountOwner,
} from "./api/objects/current-account.js";
export type {
  AccountCustomer,
  CreateHubAccountRequest,
  CreatePaymentAccountRequest,
  CreateSavingsAccountRequest,
  CreateSavingsAccountRequestV1,
  HubAccount,
  HubAccountResponse,
  PaymentAccount,
  PaymentAccountResponse,
  SavingsAccount,
  SavingsAccountResponse,
  SavingsAccountResponseV1,
  SavingsAccountV1,
  SavingsCustomer,
} from "./api/objects/customer-account.js";
export type {
  AdditionalReference,
  CreditorReference,
  FpsAmount,
  FpsCreditor,
  FpsCreditTransfer,
  FpsDebtor,
  FpsPaymentInstruction,
  FpsPaymentsRequest,
  FpsReturn,
  FpsReturnReason,
  FpsReturnRequest,
  PaymentIdentification,
  RemittanceInformation,
  StructuredRemittance,
  UnstructuredRemittance,
} from "./api/objects/fps.js";
export type {
  CancelIsaRequest,
  CreateIsaRequest,
  DeclareIsaRequest,
  IsaAccount,
  IsaAccountDetails,
  IsaCancellation,
  IsaCancellationResponse,
  IsaDeclaration,
  IsaDeclarationResponse,
  IsaDetailsResponse,
  IsaResponse,
  IsaStatus,
  IsaTransferOutStatus,
} from "./api/objects/isa.js";
export type {
  IsaTransferHistoryForm,
  IsaTransferHistoryRequest,
  IsaTransferHistoryResponse,
  IsaTransferIn,
  IsaTransferInRequested,
  IsaTransferInResponse,
  IsaTransferOut,
  IsaTransferOutRejection,
  IsaTransferOutRejectionResponse,
  IsaTransferOutResponse,
  RejectIsaTransferInResponse,
  TransferInIsaRequest,
  TransferInIsaResponse,
  TransferOutIsaRequest,
} from "./api/objects/isa-transfer.js";
export type {
  AmendMandateRequest,
  CancelMandateRequest,
  CreateMandateRequest,
  Mandate,
  MandateState,
  MandatesPage,
  MandatesPageV1,
  MandateTransaction,
  MandateTransactionsPage,
  MandateTransactionsPageV1,
  MandateTransactionV1,
  MandateType,
  MandateV1,
  RejectMandateRequest,
} from "./api/objects/mandate.js";
export type {
  AddMccyCurrencyRequest,
  CreateMccyAccountRequest,
  CreateMccyAccountRequestV1,
  MccyAccount,
  MccyAccountIdentifier,
  MccyAccountKind,
  MccyAccountsPage,
  MccyBalance,
  MccyBalances,
  MccyCloseQuery,
  MccyCurrency,
  MccyIban,
  MccyRoutingCode,
  MccyStatusReason,
  UpdateMccyAccountRequest,
  UpdateMccyAccountStatusRequest,
} from "./api/objects/mccy-account.js";
export type {
  MccyInboundCreditor,
  MccyInboundDebtor,
  MccyInboundPaymentRequest,
  MccyInboundPaymentResponse,
} from "./api/objects/mccy-inbound.js";
export type {
  MccyAddress,
  MccyContact,
  MccyCreditor,
  MccyDebitAccount,
  MccyPayment,
  MccyPaymentsRequest,
  MccyPaymentsResponse,
  MccyPurpose,
  MccyRemittance,
  MccyUltimateCreditor,
} from "./api/objects/mccy-payment.js";
export type {
  MccyAgentAddress,
  MccyBirth,
  MccyCreditorAgent,
  MccyCreditorInstitution,
  MccyIntermediaryAgent,
  MccyIntermediaryInstitution,
  MccyOrganisationIdentification,
  MccyOrganisationOther,
  MccyOtherIdentification,
  MccyPartyIdentification,
  MccyPrivateIdentification,
  MccyScheme,
} from "./api/objects/mccy-payment-parties.js";
export type { MccyStatementRequest } from "./api/objects/mccy-statement.js";
export type {
  MccyAdditionalProperty,
  MccyBeneficiary,
  MccyCurrencyExchange,
  MccyRemitter,
  MccyTransaction,
  MccyTransactionIdentifier,
  MccyTransactionsPage,
} from "./api/objects/mccy-transaction.js";
export type { MccyInternalTransferRequest, MccyTransferAccount } from "./api/objects/mccy-transfer.js";
export type {
  CreateMccyVirtualAccountRequest,
  MccyVirtualAccount,
  NewMccyVirtualAccount,
  UpdateMccyVirtualAccountRequest,
  UpdateMccyVirtualAccountStatusRequest,
} from "./api/objects/mccy-virtual-account.js";
export type {
  OverseasAccount,
  OverseasAccountIdentification,
  OverseasAdditionalReference,
  OverseasCreditor,
  OverseasCreditorReference,
  OverseasCreditTransfer,
  OverseasDebtor,
  OverseasOtherIdentification,
  OverseasPaymentAmount,
  OverseasPaymentIdentification,
  OverseasPaymentInstruction,
  OverseasPaymentRequest,
  OverseasRemittance,
  OverseasStructuredRemittance,
  OverseasUnstructuredRemittance,
  UltimateDebtor,
  UltimateDebtorAccount,
  UltimateDebtorAccountIdentification,
} from "./api/objects/overseas-payment.js";
export type {
  AccountWithRelatedAccount,
  AccountWithRelatedAccounts,
  CreateRelatedAccountRequest,
  CreateRelatedAccountResponse,
  NominatedAccount,
  NominatedAccountResponse,
  NominatedAccountSet,
  RelatedAccount,
  RelatedAccountIdentifiers,
  RelatedAccountsResponse,
  SetNominatedAccountRequest,
  SetNominatedAccountResponse,
  UpdateRelatedAccountRequest,
} from "./api/objects/related-account.js";
export type {
  SchemeCreditTransfer,
  SchemeParty,
  SchemePaymentAmount,
  SchemePaymentInstruction,
  SchemePaymentsRequest,
  SchemeRemittance,
  SchemeStructuredRemittance,
} from "./api/objects/scheme-payment.js";
export type { StatementRequest } from "./api/objects/statement.js";
export type {
  PaymentMethodType,
  Transaction,
  TransactionAmount,
  TransactionResponse,
  TransactionStatus,
  TransactionsPage,
  TransactionsPageV1,
  TransactionV1,
  UltimateAccount,
} from "./api/objects/transaction.js";
export type {
  CreateVirtualAccountsRequest,
  NewVirtualAccount,
  UpdateVirtualAccountRequest,
  VirtualAccount,
  VirtualAccountIdentifier,
  VirtualAccountResponse,
  VirtualAccountsPage,
  VirtualAccountsPageV1,
  VirtualAccountV1,
} from "./api/objects/virtual-account.js";
export type { Acknowledgement, CurrencyCode, HalLink, Linked, Open } from "./api/objects/wire.js";
export { type ClearBankOperation, clearBankOperations } from "./api/operations.js";
export type { PaymentAccounts } from "./api/payment-accounts.js";
export {
  type NonEmpty,
  type PaymentItem,
  type PaymentResponse,
  type PaymentResult,
  type PaymentsResult,
  paymentResult,
  paymentsResult,
} from "./api/payment-results.js";
export type { Payments } from "./api/payments.js";
export type { RelatedAccounts } from "./api/related-accounts.js";
export type { Savings } from "./api/savings.js";
export type { Statements } from "./api/statements.js";
export type { TestEndpoints } from "./api/test.js";
export type { Transactions, TransactionsQuery, TransactionsQueryV1 } from "./api/transactions.js";
export type { VirtualAccounts } from "./api/virtual-accounts.js";
export type { VirtualMandates } from "./api/virtual-mandates.js";
export type {
  Call,
  ClearBankCall,
  ClearBankParameters,
  ClearBankRequestOptions,
  ClearBankResponse,
} from "./client/call.js";
export { type ClearBankClient, createClearBankClient } from "./client/clearbank-client.js";
export type { ClearBankCredentials, ClearBankCredentialsSource } from "./client/credentials.js";
export { type ClearBankEnvironment, clearBankEnvironments } from "./client/environments.js";
export type { PagedList, PagedOptions, PageQuery } from "./client/pages.js";
export { clearBankPersonalFields } from "./client/personal-fields.js";
export { clearBankRetryPolicy } from "./client/retry-policy.js";
export type { ClearBankClientSettings } from "./client/settings.js";
export type { EuCanonical, EuRequestHead, SignBodyless } from "./client/sign-request.js";
export { type SignedBody, signBody } from "./client/signed-body.js";
export type { ClearBankWebhooks } from "./client/webhooks.js";
export type { RefusalReasons, RefusedItem } from "./errors/read-refusal.js";
export {
  ClearBankApiError,
  DuplicateRequestError,
  FileKeyError,
  type FirstAttempt,
  RepeatedPageError,
} from "./errors.js";
export type { Decimal } from "./json/decimal.js";
export { parseJson, writeJson } from "./json/wire-json.js";
export { type ClearBankOutboxSettings, clearBankOutboxHandlers } from "./payments/outbox-handlers.js";
export { toOutboxRequest } from "./payments/outbox-request.js";
export type { PaymentFact, PaymentFactKind } from "./payments/payment-fact.js";
export type { PaymentState, PaymentStatus } from "./payments/payment-state.js";
export { type ReconcileSettings, reconcilePayments } from "./payments/reconcile-payments.js";
export { answerFacts, type PaymentRequest, sentFacts } from "./payments/request-facts.js";
export {
  type PaymentTracker,
  type PaymentTrackerSettings,
  trackPayments,
} from "./payments/track-payments.js";
export { webhookFacts } from "./payments/webhook-facts.js";
export { acknowledge } from "./webhook/acknowledge.js";
export {
  type ClearBankEvent,
  type EventOf,
  type KnownEvent,
  parseEvent,
  type UnknownEvent,
  type WebhookType,
} from "./webhook/event.js";
export { createEventRouter, type EventHandler, type EventRouter } from "./webhook/event-router.js";
export { toInboxMessage } from "./webhook/inbox-message.js";
export { webhookUrlProblem } from "./webhook/listener-url.js";
export { nonceDigits } from "./webhook/nonce.js";
export { type ClearBankWebhook, verifyWebhook, type WebhookEnvelope } from "./webhook/verify-webhook.js";
export { clearBankWebhookAddresses } from "./webhook/webhook-addresses.js";
export { WebhookError, type WebhookErrorCode } from "./webhook/webhook-error.js";
export {
  type ClearBankWebhookHandlerSettings,
  createClearBankWebhookHandler,
} from "./webhook/webhook-handler.js";
export type { WebhookOutcome, WebhookRefusal } from "./webhook/webhook-outcome.js";
