import type { RetryReason } from "./acknowledgement.js";
import type { WebhookDelivery } from "./deliveries.js";
import type { Webhooks } from "./webhooks.js";

/** Which deliveries are meant: all of them by default. */
export interface DeliveryFilter {
  readonly type?: string;
  readonly id?: string;
}

/** Why there was no acknowledgement: what ClearBank names as the reason of a retry, or where the webhook is instead. */
export type MissingAcknowledgement = RetryReason | "disabled" | "not sent" | "held" | "unanswered" | "none";

/** A webhook was not acknowledged as it has to be. */
export class AcknowledgementError extends Error {
  override readonly name = "AcknowledgementError";
  readonly reason: MissingAcknowledgement;

  constructor(reason: MissingAcknowledgement, message: string) {
    super(message);
    this.reason = reason;
  }
}

/**
 * Waits until there is a delivery that the filter lets through, and each of them has its answer.
 *
 * @throws AcknowledgementError naming the reason, as soon as one was not acknowledged, or when `signal` is aborted
 */
export async function expectAcknowledged(
  { deliveries, events }: Webhooks,
  filter: DeliveryFilter,
  signal: AbortSignal,
): Promise<WebhookDelivery[]> {
  for (;;) {
    const found = deliveries.book.list().filter((each) => isMeant(each, filter));
    const failed = found.find(({ acknowledged }) => acknowledged === false);
    if (failed !== undefined) throw failure(failed);
    if (found.length > 0 && found.every(({ acknowledged }) => acknowledged)) return found;
    if (signal.aborted) throw absence(found, filter, events);
    await deliveries.book.nextChange(signal);
  }
}

function isMeant(delivery: WebhookDelivery, { type, id }: DeliveryFilter): boolean {
  return (type === undefined || delivery.type === type) && (id === undefined || delivery.id === id);
}

function failure({ type, attempt, reason, detail }: WebhookDelivery): AcknowledgementError {
  if (reason === undefined) return new AcknowledgementError("disabled", `${type}: ${detail}`);
  return new AcknowledgementError(reason, `${type}, attempt ${attempt}: ${reason}: ${detail}`);
}

function absence(
  found: readonly WebhookDelivery[],
  { type }: DeliveryFilter,
  events: Webhooks["events"],
): AcknowledgementError {
  const held = found.find(({ isHeld }) => isHeld);
  if (held !== undefined) {
    return new AcknowledgementError("held", `${held.type} is held back; release the deliveries.`);
  }
  const waiting = found.find(({ acknowledged }) => acknowledged === null);
  if (waiting !== undefined) {
    return new AcknowledgementError("unanswered", `${waiting.type} was sent and is not answered yet.`);
  }
  const unsent = events.findLast((event) => !event.isSent && (type === undefined || event.type === type));
  if (unsent !== undefined) {
    return new AcknowledgementError("not sent", `${unsent.type} was not sent: ${unsent.reason}.`);
  }
  return new AcknowledgementError("none", `No webhook ${type === undefined ? "" : `${type} `}was set off.`);
}
