import { setTimeout } from "node:timers/promises";
import type { WorldlineResponse } from "../client/call.js";
import { PaymentNotFinalError } from "../errors.js";
import type { PaymentDetailedInformation } from "../payment.js";
import { isFinalStatus, type PaymentStatus } from "../payment-status.js";

/** How often to ask, and how long. */
export interface WaitForFinalStatusOptions {
  /** Ends the waiting, which then throws its reason. The payment goes on. */
  readonly signal?: AbortSignal;
  /** Before the second question; twice as long before each one after it. 2000 by default. */
  readonly firstDelayMs?: number;
  /** The longest pause; 60000 by default. */
  readonly maxDelayMs?: number;
  /**
   * When the payment expires: by default what the answers tell (`ExpiryDateTimestamp`), and where they do not, 1200
   * seconds from now, which is iDEAL's own default.
   */
  readonly expiresAt?: Date;
  /** How long after that it may take until the status says so; 60000 by default. */
  readonly graceMs?: number;
  /** Told of each answer. */
  readonly onStatus?: (answer: WorldlineResponse<PaymentDetailedInformation>) => void;
  /** Waits; for tests. */
  readonly sleep?: (delayMs: number, signal: AbortSignal | undefined) => Promise<void>;
}

const idealPeriodMs = 1_200_000;

/**
 * Asks for a status until it is final. Failures that pass are asked over; all others are thrown.
 *
 * @throws {@link PaymentNotFinalError} where the payment's time is over.
 */
export async function waitForFinalStatus(
  ask: () => Promise<WorldlineResponse<PaymentDetailedInformation>>,
  now: () => Date,
  options: WaitForFinalStatusOptions = {},
): Promise<WorldlineResponse<PaymentDetailedInformation>> {
  const { signal, firstDelayMs = 2000, maxDelayMs = 60_000, graceMs = 60_000, sleep = pause } = options;
  let expiresAtMs = options.expiresAt?.getTime() ?? now().getTime() + idealPeriodMs;
  let status: PaymentStatus | undefined;
  let failure: unknown;
  for (let delayMs = firstDelayMs; ; delayMs = Math.min(delayMs * 2, maxDelayMs)) {
    signal?.throwIfAborted();
    const hasEnded = now().getTime() >= expiresAtMs + graceMs;
    try {
      const answer = await ask();
      options.onStatus?.(answer);
      const { PaymentStatus, ExpiryDateTimestamp } = answer.data.CommonPaymentData;
      if (isFinalStatus(PaymentStatus)) return answer;
      [status, failure] = [PaymentStatus, undefined];
      const told = Date.parse(ExpiryDateTimestamp ?? "");
      if (!options.expiresAt && !Number.isNaN(told)) expiresAtMs = told;
    } catch (error) {
      if ((error as { isRetryable?: unknown } | undefined)?.isRetryable !== true) throw error;
      failure = error;
    }
    // The last question comes after the end, not before it.
    if (hasEnded) throw new PaymentNotFinalError(status, failure);
    const leftMs = expiresAtMs + graceMs - now().getTime();
    await sleep(Math.max(0, Math.min(delayMs, leftMs)), signal);
  }
}

async function pause(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  await setTimeout(delayMs, undefined, signal ? { signal } : {});
}
