export {
  type ClearBankClient,
  type ClearBankClientSettings,
  type ClearBankCredentials,
  type ClearBankRequestOptions,
  type ClearBankResponse,
  clearBankEnvironments,
  clearBankPersonalFields,
  clearBankRetryPolicy,
  createClearBankClient,
} from "./client/clearbank-client.js";
export { type SignedBody, signBody } from "./client/signed-body.js";
export { ClearBankApiError, DuplicateRequestError, WebhookError } from "./errors.js";
export { toInboxMessage } from "./webhook/inbox-message.js";
export { nonceDigits } from "./webhook/nonce.js";
export { type ClearBankWebhook, verifyWebhook } from "./webhook/verify-webhook.js";
export { acknowledge, createWebhookHandler, type WebhookHandlerSettings } from "./webhook/webhook-handler.js";
