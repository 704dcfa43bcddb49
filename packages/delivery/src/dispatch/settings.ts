import type { RetrySettings } from "./retry-delay.js";
import { assertWholeNumbers } from "./whole-numbers.js";

/** How what is stored is handed out, and handed out again. */
export interface DispatchSettings extends RetrySettings {
  /** How long a crashed process keeps its work from others; renewed while it lasts. 30 seconds by default. */
  readonly leaseMs?: number;
  /** How often to look for what is due again, or came from another process; 250 ms by default. */
  readonly pollIntervalMs?: number;
  /**
   * Told of all work that failed, and of failures of the store; what failed is tried again. A warning of the process
   * by default.
   */
  readonly onError?: (error: unknown) => void;
}

const defaults: Required<DispatchSettings> = {
  leaseMs: 30_000,
  pollIntervalMs: 250,
  retryBaseMs: 1_000,
  retryMaxMs: 15 * 60_000,
  random: Math.random,
  onError: (error) => process.emitWarning(error instanceof Error ? error : String(error)),
};

/** @throws TypeError where a number is not a whole one greater than 0. */
export function withDispatchDefaults<Settings extends DispatchSettings>(
  settings: Settings,
): Settings & Required<DispatchSettings> {
  const complete = { ...defaults, ...settings };
  const { leaseMs, pollIntervalMs, retryBaseMs, retryMaxMs } = complete;
  assertWholeNumbers({ leaseMs, pollIntervalMs, retryBaseMs, retryMaxMs });
  return complete;
}
