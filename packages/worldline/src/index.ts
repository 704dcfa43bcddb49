export { InvalidRequestError, type Violation } from "./invalid-request.js";
export type { NotificationBearer } from "./notification/bearer-check.js";
export { toInboxMessage } from "./notification/inbox-message.js";
export { NotificationError, type NotificationErrorCode } from "./notification/notification-error.js";
export {
  type DebtorTokenInformation,
  type DebtorTokenNotification,
  parseNotification,
  type StatusNotification,
  type UnknownNotification,
  type WorldlineNotificationEvent,
} from "./notification/notification-event.js";
export {
  createWorldlineNotificationHandler,
  type WorldlineNotificationHandlerSettings,
} from "./notification/notification-handler.js";
export type { NotificationOutcome, NotificationRefusal } from "./notification/notification-outcome.js";
export {
  createNotificationRouter,
  type NotificationEventHandler,
  type NotificationRouter,
} from "./notification/notification-router.js";
export { notificationUrlProblem } from "./notification/notification-url.js";
export type {
  NotificationEnvelope,
  NotificationSignature,
  WorldlineNotification,
} from "./notification/verify-notification.js";
export {
  type MessageSigning,
  type WorldlineAcquirer,
  type WorldlineAcquirerName,
  worldlineAcquirers,
} from "./open-banking/acquirers.js";
export type {
  Aspsp,
  BankDirectory,
  BanksApi,
  LabelledText,
  ListBanksOptions,
} from "./open-banking/api/banks.js";
export type { CreatedPayment, CreatePaymentOptions } from "./open-banking/api/create-payment.js";
export type { OperationOptions } from "./open-banking/api/operation-call.js";
export type { PaymentName } from "./open-banking/api/payment-name.js";
export type { PaymentsApi, StatusOptions } from "./open-banking/api/payments.js";
export type { PreferencesApi } from "./open-banking/api/preferences.js";
export type { RefundsApi } from "./open-banking/api/refunds.js";
export type { WaitForFinalStatusOptions } from "./open-banking/api/wait-for-final-status.js";
export type {
  WorldlineQuery,
  WorldlineRequestOptions,
  WorldlineResponse,
} from "./open-banking/client/call.js";
export type { WorldlineHeaders } from "./open-banking/client/headers.js";
export type { WorldlineMessage } from "./open-banking/client/message.js";
export {
  createWorldlineOpenBankingClient,
  type WorldlineOpenBankingClient,
} from "./open-banking/client/open-banking-client.js";
export { worldlineOpenBankingPersonalFields } from "./open-banking/client/personal-fields.js";
export { worldlineOpenBankingRetryPolicy } from "./open-banking/client/retry-policy.js";
export type { WorldlineOpenBankingClientSettings } from "./open-banking/client/settings.js";
export type { Decimal } from "./open-banking/decimal.js";
export {
  type WorldlineErrorCode,
  worldlinePaymentErrorCodes,
  worldlineTokenErrorCodes,
} from "./open-banking/error-codes.js";
export {
  PaymentNotFinalError,
  PaymentOutcomeUnknownError,
  type UnverifiedErrorCode,
  UnverifiedMessageError,
  WorldlineApiError,
  type WorldlineRefusal,
} from "./open-banking/errors.js";
export type { SigningIdentity } from "./open-banking/identity.js";
export {
  type RequestSignature,
  type RequestToSign,
  signRequest,
} from "./open-banking/message/sign-request.js";
export {
  type ServiceKeyResolver,
  verifyServiceMessage,
} from "./open-banking/message/verify-service-message.js";
export type {
  Amount,
  AmountBreakdown,
  AmountRelatedDetails,
  CrossCurrencyPayment,
  CurrencyConversionFee,
  EstimatedInterbankSettlementAmount,
  EstimatedTotalAmount,
  ExchangeRateInformationRequest,
  ExchangeRateInformationResponse,
  TransactionFees,
} from "./open-banking/objects/amount.js";
export type {
  AuthorisationRequiredData,
  AuthorisationStatus,
  CommonPaymentDataAuthorisationResponse,
  CommonPaymentDataConfirmationResponse,
  CommonPaymentDataIdentificationResponse,
  ConfirmationRequest,
  CredentialDetails,
  CredentialLabel,
  PaymentAuthorisationRequest,
  PaymentAuthorisationResponse,
  PaymentAuthorisationUpdateRequest,
  PaymentCancellationResponse,
  PaymentConfirmationResponse,
  PaymentIdentificationRequest,
  PaymentIdentificationResponse,
  PsuAuthCredentials,
  PsuCredentials,
  ScaChallengeData,
  ScaMethods,
} from "./open-banking/objects/authorisation.js";
export type {
  CategoryPurpose,
  ExpectedContactDetails,
  IDEALPayments,
  PaymentContext,
  PaymentInitiationData,
  PaymentInitiationRequest,
  PaymentProduct,
  ProductSpecificMasterData,
  RemittanceInformationStructured,
} from "./open-banking/objects/initiation.js";
export type {
  AuthorisationResponseLinks,
  InitiationResponseLinks,
  Link,
  RefundAuthorisationApproachLinks,
  RefundAuthorisationResponseLinks,
  RefundStatusLink,
  StatusLink,
  StatusResponseLinks,
} from "./open-banking/objects/links.js";
export type {
  BulkPaymentInitiationData,
  BulkPaymentInitiationRequest,
  BulkPaymentsDetails,
  PeriodicPaymentInitiationData,
  PeriodicPaymentInitiationRequest,
  PeriodRules,
  ScheduledPaymentInitiationData,
  ScheduledPaymentInitiationRequest,
} from "./open-banking/objects/other-initiations.js";
export type {
  AccountScheme,
  AddressData,
  BillingAddress,
  ContactDetails,
  CreditorAccount,
  CreditorDateAndPlaceOfBirth,
  CreditorInformation,
  DebtorAccount,
  DebtorInformation,
  DebtorInformationResponse,
  PsuData,
  PsuDataIdentification,
  ReceivedAddress,
} from "./open-banking/objects/parties.js";
export type {
  AccountError,
  CommonPaymentDataRefund,
  CommonPaymentDataRefundAuthorisationResponse,
  CommonPaymentDataRefundConfirmationResponse,
  CommonPaymentDataRefundDetailsResponse,
  CommonPaymentDataRefundIdentificationResponse,
  CommonPaymentDataRefundResponse,
  RefundAuthorisationResponse,
  RefundConfirmationResponse,
  RefundIdentificationResponse,
  RefundInitiationRequest,
  RefundInitiationResponse,
  RefundItem,
  RefundStatusResponse,
} from "./open-banking/objects/refund.js";
export {
  type OperationAnswer,
  type OperationBody,
  type OperationParams,
  type WorldlineOperation,
  worldlineOperations,
} from "./open-banking/operations.js";
export type {
  CommonPaymentData,
  PaymentDetailedInformation,
  PaymentInitiationResponse,
  PsuBankPreferences,
} from "./open-banking/payment.js";
export {
  isFinalStatus,
  isPaid,
  mayFollow,
  type PaymentStatus,
  type PaymentStatusMeaning,
  paymentStatuses,
} from "./open-banking/payment-status.js";
export {
  type WorldlineOutboxSettings,
  worldlineOutboxHandlers,
} from "./open-banking/recovery/outbox-handlers.js";
export { toOutboxRequest } from "./open-banking/recovery/outbox-request.js";
export type {
  OpenPayment,
  RecoveredPayment,
  RecoverOptions,
} from "./open-banking/recovery/recover-payments.js";
export { parseReturnUrl, type ReturnScope } from "./open-banking/return-url.js";
export { checkPayment, type PaymentSurroundings } from "./open-banking/rules/check-payment.js";
export type { TokenDateFormat } from "./open-banking/token/date-formats.js";
export type { TokenV1 } from "./open-banking/token/token-v1.js";
export {
  type Service,
  type TokenV2,
  type TokenV2Certificate,
  type TokenV2Parts,
  type TokenV2Secret,
  worldlineRealms,
} from "./open-banking/token/token-v2.js";
