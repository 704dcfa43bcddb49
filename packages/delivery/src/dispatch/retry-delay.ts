/** How long to wait between tries. */
export interface RetrySettings {
  /** The longest that the first wait may be; each further one may be twice as long. 1 second by default. */
  readonly retryBaseMs?: number;
  /** No wait is longer; 15 minutes by default. */
  readonly retryMaxMs?: number;
  /** A number from 0 up to 1; `Math.random` by default. */
  readonly random?: () => number;
}

/**
 * Exponential back-off with full jitter: anything from 0 to the longest wait of this attempt, so that what
 * failed together is not tried again together.
 */
export function retryDelayMs(attempt: number, settings: Required<RetrySettings>): number {
  const longestMs = Math.min(settings.retryMaxMs, settings.retryBaseMs * 2 ** (attempt - 1));
  return Math.round(settings.random() * longestMs);
}
