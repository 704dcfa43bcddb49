import type { RetrySettings } from "../dispatch/retry-delay.js";
import { assertWholeNumbers } from "../dispatch/whole-numbers.js";

/** How messages are delivered and remembered. */
export interface InboxSettings extends RetrySettings {
  /** After so many failed attempts a message becomes a dead letter; 20 by default, a good hour. */
  readonly maxAttempts?: number;
  /** How long a crashed process keeps its messages from others; renewed while a handler runs. 30 seconds by default. */
  readonly leaseMs?: number;
  /** How long duplicates of a settled message are recognised; 30 days by default. */
  readonly retentionDays?: number;
  /** How often to look for what is due again, or was accepted by another process; 250 ms by default. */
  readonly pollIntervalMs?: number;
  /**
   * Told of every failed delivery, and of failures to claim, renew or settle; what failed is tried again. A warning
   * of the process by default.
   */
  readonly onError?: (error: unknown) => void;
}

const defaults: Required<InboxSettings> = {
  maxAttempts: 20,
  leaseMs: 30_000,
  retentionDays: 30,
  pollIntervalMs: 250,
  retryBaseMs: 1_000,
  retryMaxMs: 15 * 60_000,
  random: Math.random,
  onError: (error) => process.emitWarning(error instanceof Error ? error : String(error)),
};

/** @throws TypeError where a number is not a whole one greater than 0. */
export function withInboxDefaults(settings: InboxSettings): Required<InboxSettings> {
  const complete = { ...defaults, ...settings };
  const { maxAttempts, leaseMs, retentionDays, pollIntervalMs, retryBaseMs, retryMaxMs } = complete;
  assertWholeNumbers({ maxAttempts, leaseMs, retentionDays, pollIntervalMs, retryBaseMs, retryMaxMs });
  return complete;
}
