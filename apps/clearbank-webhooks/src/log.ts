import type { WebhookOutcome } from "@countersign/clearbank";
import { reportError } from "@countersign/service";
import { type Logger, pino, stdTimeFunctions } from "pino";

/** One line of JSON per event, on standard output. */
export function createLog(): Logger {
  return pino({
    base: null,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level) => ({ level }) },
  });
}

/** @param withPayload writes the body too: payment data. */
export function logOutcome(log: Logger, outcome: WebhookOutcome, withPayload: boolean): void {
  const { durationMs } = outcome;
  if (outcome.outcome === "refused") {
    const { reason, error } = outcome;
    const report = error === undefined ? {} : { error: reportError(error) };
    log.warn({ reason, durationMs, ...report }, "webhook refused");
    return;
  }
  const { type, version, requestId, deliveryAttempt, rawBody } = outcome.webhook;
  const body = withPayload ? { body: new TextDecoder().decode(rawBody) } : {};
  const message = outcome.outcome === "duplicate" ? "webhook known already" : "webhook accepted";
  log.info({ type, version, requestId, deliveryAttempt, durationMs, ...body }, message);
}
