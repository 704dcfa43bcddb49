import { CountersignError } from "@countersign/crypto-core";

/** Why something could not be stored, handed out or settled. */
export type DeliveryErrorCode =
  | "ERR_DELIVERY_BINDING_MISSING"
  | "ERR_DELIVERY_UNSAFE_DATABASE"
  | "ERR_DELIVERY_UNREADABLE"
  | "ERR_DELIVERY_LOCKED"
  | "ERR_DELIVERY_UNAVAILABLE"
  | "ERR_DELIVERY_STATEMENT"
  | "ERR_DELIVERY_CLOSED"
  | "ERR_DELIVERY_LEASE_LOST"
  | "ERR_DELIVERY_MESSAGE_UNKNOWN"
  | "ERR_DELIVERY_REQUEST_CONFLICT";

/** An inbox or outbox that cannot be opened, does not store, or lost its hold on a message. */
export class DeliveryError extends CountersignError<DeliveryErrorCode> {}
