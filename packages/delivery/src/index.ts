export type { DispatchOptions } from "./dispatch/dispatcher.js";
export type { RetrySettings } from "./dispatch/retry-delay.js";
export type { DispatchSettings } from "./dispatch/settings.js";
export { DeliveryError, type DeliveryErrorCode } from "./errors.js";
export type { Acceptance, DeadLetterOptions, InboxStats } from "./inbox/engine.js";
export type { DeadLetter, Delivery, InboxHandler, WebhookInbox } from "./inbox/inbox.js";
export type { InboxMessage, StoredMessage } from "./inbox/message.js";
export type { InboxSettings } from "./inbox/settings.js";
export { type MemoryTx, unsafeCreateMemoryInbox } from "./memory/memory-inbox.js";
export { unsafeCreateMemoryOutbox } from "./memory/memory-outbox.js";
export type { Evidence, OutboxChange, OutboxState } from "./outbox/history.js";
export type {
  Outbox,
  OutboxEntry,
  OutboxHandlers,
  Reconciliation,
  SendAnswer,
} from "./outbox/outbox.js";
export type { OutboxRequest } from "./outbox/request.js";
export type { OutboxSettings } from "./outbox/settings.js";
