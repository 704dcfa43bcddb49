import type { AttemptObserver } from "./attempt.js";
import { withoutQuery } from "./without-query.js";

/** Where log lines go: a pino logger, `console`, or anything of this shape. */
export interface Logger {
  /** An attempt that succeeded. */
  debug(fields: object, message: string): void;
  /** Not used here; there so that pino's shape fits. */
  info(fields: object, message: string): void;
  /** An attempt that failed. */
  warn(fields: object, message: string): void;
  /** Not used here; there so that pino's shape fits. */
  error(fields: object, message: string): void;
}

/**
 * Logs one line for each attempt when it has ended: `debug` where the status is below 400, else `warn`. A line has
 * the ids by which the institution finds the exchange, and never a header, a body or a query.
 *
 * @example
 * ```ts
 * const observer = logAttempts(console);
 * ```
 */
export function logAttempts(logger: Logger): AttemptObserver {
  return (attempt) => (result) => {
    const { method, requestId, number } = attempt;
    const url = withoutQuery(attempt.url);
    const { durationMs } = result;
    const outcome =
      "answer" in result
        ? { status: result.answer.status, correlationId: result.answer.correlationId }
        : { errorCode: result.error.code };
    const level = "status" in outcome && outcome.status < 400 ? "debug" : "warn";
    logger[level](
      { method, url, ...outcome, durationMs, attempt: number, requestId },
      `${method} ${url}: ${outcome.status ?? outcome.errorCode}`,
    );
  };
}
