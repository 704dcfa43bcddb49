import type { ClearBankWebhook } from "./verify-webhook.js";

/**
 * Why a webhook was not acknowledged, with the status that the caller was given:
 *
 * - `method` (405): no POST.
 * - `address` (403): not from one of the addresses that are allowed, or from nobody knows where.
 * - `too-large` (413): longer than `maxBodyBytes`.
 * - `signature` (401): there is none, or it is not ClearBank's over these bytes.
 * - `malformed` (400): the body broke off, is not JSON, or is no webhook.
 * - `inbox` (503): the inbox did not keep it.
 * - `deadline` (503): it took longer than `deadlineMs`. It may be kept all the same, and then comes again as a duplicate.
 * - `internal` (500): anything else, such as a signer that fails.
 */
export type WebhookRefusal =
  | "method"
  | "address"
  | "too-large"
  | "signature"
  | "malformed"
  | "inbox"
  | "deadline"
  | "internal";

/** What became of a request to the handler. What was `refused` is delivered again: nothing was acknowledged. */
export type WebhookOutcome =
  | {
      /** `duplicate`: the inbox had it already. Both were acknowledged. */
      readonly outcome: "accepted" | "duplicate";
      /** What came, verified. */
      readonly webhook: ClearBankWebhook;
      /** From its arrival until the answer was ready. */
      readonly durationMs: number;
    }
  | {
      /** Nothing was acknowledged. */
      readonly outcome: "refused";
      /** Decides the status of the answer. */
      readonly reason: WebhookRefusal;
      /** What it failed with; undefined where the request alone is the reason. */
      readonly error?: unknown;
      /** From its arrival until the answer was ready. */
      readonly durationMs: number;
    };
