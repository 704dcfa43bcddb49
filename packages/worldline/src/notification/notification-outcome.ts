import type { WorldlineNotification } from "./verify-notification.js";

/**
 * Why a notification was refused, with the status that the caller was given:
 *
 * - `method` (405): no POST.
 * - `token` (401): there is no bearer token, or not the one of the subscription.
 * - `too-large` (413): longer than `maxBodyBytes`.
 * - `signature` (403): there is none, or it is not the service's over these headers.
 * - `digest` (400): the headers are the service's, and the body is not the one that they were signed for.
 * - `certificate` (503): the signature is right, and the certificate behind it has expired or does not hold yet.
 * - `malformed` (400): the body broke off, or is no JSON object.
 * - `inbox` (503): the inbox did not keep it.
 * - `deadline` (503): it took longer than `deadlineMs`. It may be kept all the same, and then comes again as a
 *   duplicate.
 * - `internal` (500): anything else, such as the keys of a bearer token that could not be had.
 */
export type NotificationRefusal =
  | "method"
  | "token"
  | "too-large"
  | "signature"
  | "digest"
  | "certificate"
  | "malformed"
  | "inbox"
  | "deadline"
  | "internal";

/** What became of a request to the handler. What was `refused` is sent again, for 25 minutes. */
export type NotificationOutcome =
  | {
      /** `duplicate`: the inbox had it already. Both were answered with success. */
      readonly outcome: "accepted" | "duplicate";
      /** What came, verified. */
      readonly notification: WorldlineNotification;
      /** From its arrival until the answer was ready. */
      readonly durationMs: number;
    }
  | {
      /** It was answered with an error. */
      readonly outcome: "refused";
      /** Decides the status of the answer. */
      readonly reason: NotificationRefusal;
      /** What it failed with; undefined where the request alone is the reason. */
      readonly error?: unknown;
      /** From its arrival until the answer was ready. */
      readonly durationMs: number;
    };
