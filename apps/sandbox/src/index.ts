export type { Held, InboundPayment } from "./clearbank/api/institution.js";
export type { WebhookDelivery } from "./clearbank/deliveries.js";
export type { DeliveryFilter } from "./clearbank/expect-acknowledged.js";
export { AcknowledgementError, type MissingAcknowledgement } from "./clearbank/expect-acknowledged.js";
export type { Fault, FaultKind, FaultSettings } from "./clearbank/faults.js";
export type { GeneratedToken, TokenRequest } from "./clearbank/portal.js";
export type { WebhookRegistration } from "./clearbank/state.js";
export type { WebhookEvent } from "./clearbank/webhook-event.js";
export type { DeliveryMode } from "./clearbank/webhooks.js";
export type { SandboxUrls, Timings } from "./context.js";
export { CertificatePolicyError } from "./control/certificate-policy-error.js";
export type { ClearBankPortal } from "./control/clearbank-portal.js";
export { ControlError } from "./control/errors.js";
export type { IssuerReferences, WorldlineIssuingPortal } from "./control/worldline-issuing-portal.js";
export type {
  SubscriptionChanges,
  UploadedCertificateSummary,
  WorldlinePortal,
  WorldlineSubscription,
} from "./control/worldline-portal.js";
export { SandboxError } from "./errors.js";
export type { Sandbox, SandboxSettings } from "./sandbox.js";
export { startSandbox } from "./start-sandbox.js";
export type { TranscriptEntry } from "./transcript.js";
export { JsonNumber } from "./wire/raw-json.js";
export { Refusal } from "./wire/refusal.js";
export type { WorldlineFault, WorldlineFaultKind, WorldlineFaultSettings } from "./worldline/faults.js";
export type { NotificationDelivery, NotificationMode } from "./worldline/notifications.js";
export type { ServiceCertificate } from "./worldline/service-keys.js";
export type {
  NotificationAuthentication,
  NotificationSettings,
  Payment as WorldlinePayment,
  Service as WorldlineService,
} from "./worldline/state.js";
export type { SubscriptionSettings } from "./worldline/subscriptions.js";
export type { CreatedIssuer } from "./worldline-issuing/issuers.js";
