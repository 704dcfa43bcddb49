export {
  AcknowledgementError,
  type AcknowledgementErrorCode,
  type AcknowledgementResponse,
  checkAcknowledgement,
  type ExpectedAcknowledgement,
} from "./check-acknowledgement.js";
export { type ExampleWebhook, exampleWebhook, webhookTypeNames } from "./example-webhook.js";
export { type SignedTestWebhook, signTestWebhook, type TestWebhook } from "./sign-test-webhook.js";
