export {
  type UnverifiedErrorCode,
  UnverifiedMessageError,
  WorldlineApiError,
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
export { toInboxMessage } from "./open-banking/notification/inbox-message.js";
export {
  createNotificationHandler,
  type NotificationHandlerSettings,
  type StatusNotification,
} from "./open-banking/notification/notification-handler.js";
export {
  type CreatePaymentOptions,
  createWorldlineOpenBankingClient,
  type WorldlineOpenBankingClient,
  type WorldlineOpenBankingClientSettings,
  type WorldlineRequestOptions,
  type WorldlineResponse,
  worldlineOpenBankingPersonalFields,
  worldlineOpenBankingRetryPolicy,
} from "./open-banking/open-banking-client.js";
export type {
  Amount,
  CommonPaymentData,
  PaymentDetailedInformation,
  PaymentInitiationRequest,
  PaymentInitiationResponse,
  PaymentStatus,
} from "./open-banking/payment.js";
export type { TokenV1 } from "./open-banking/token/token-v1.js";
export type { Service, TokenV2 } from "./open-banking/token/token-v2.js";
