import { assertWholeNumbers } from "../dispatch/whole-numbers.js";
import type { OutboxSettings } from "./outbox.js";

const defaults: Required<Omit<OutboxSettings, "windowMs">> = {
  leaseMs: 30_000,
  pollIntervalMs: 250,
  retryBaseMs: 1_000,
  retryMaxMs: 15 * 60_000,
  random: Math.random,
  onError: (error) => process.emitWarning(error instanceof Error ? error : String(error)),
};

/** @throws TypeError where a number is not a whole one greater than 0. */
export function withOutboxDefaults(settings: OutboxSettings): Required<OutboxSettings> {
  const complete = { ...defaults, ...settings };
  const { windowMs, leaseMs, pollIntervalMs, retryBaseMs, retryMaxMs } = complete;
  assertWholeNumbers({ windowMs, leaseMs, pollIntervalMs, retryBaseMs, retryMaxMs });
  return complete;
}
