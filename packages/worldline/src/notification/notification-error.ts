import { CountersignError } from "@countersign/crypto-core";

/** Why a notification was not taken, or not dealt with, though its token and its signature may be right. */
export type NotificationErrorCode =
  | "ERR_NOTIFICATION_MALFORMED"
  | "ERR_NOTIFICATION_CERTIFICATE_EXPIRED"
  | "ERR_NOTIFICATION_CERTIFICATE_NOT_YET_VALID"
  | "ERR_NOTIFICATION_DEADLINE"
  | "ERR_NOTIFICATION_UNHANDLED";

/**
 * A notification that is no JSON, was signed with a certificate that is not in force, could not be kept in time, or
 * that no handler wants.
 */
export class NotificationError extends CountersignError<NotificationErrorCode> {}
