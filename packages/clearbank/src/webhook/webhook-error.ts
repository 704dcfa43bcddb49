import { CountersignError } from "@countersign/crypto-core";

/** Why a webhook was not taken, or not dealt with. */
export type WebhookErrorCode =
  | "ERR_WEBHOOK_MALFORMED"
  | "ERR_WEBHOOK_ADDRESS"
  | "ERR_WEBHOOK_DEADLINE"
  | "ERR_WEBHOOK_UNHANDLED";

/**
 * A webhook that is not one of ClearBank's messages though its signature may be right, came from elsewhere or too
 * slowly, or that no handler wants.
 */
export class WebhookError extends CountersignError<WebhookErrorCode> {}
