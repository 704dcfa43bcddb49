import type { SandboxContext } from "../context.js";
import { later } from "../timers.js";
import { DeliveryBook } from "../wire/delivery-book.js";
import { type PostOutcome, post } from "../wire/post.js";
import { localDateTime } from "./date-formats.js";
import { type ServiceKey, signedHeaders } from "./sign-message.js";
import type { Payment, Subscription } from "./state.js";
import type { Subscriptions } from "./subscriptions.js";

/** One notification and its latest attempt. */
export interface NotificationDelivery {
  readonly id: string;
  readonly paymentId: string;
  readonly url: string;
  attempt: number;
  status?: number;
  /** null while the answer is awaited. */
  delivered: boolean | null;
  reason?: string;
}

/** 204 is what is asked for; the other two are taken as well. */
const acceptedStatuses = [200, 202, 204];

/** Tells the initiating party that a payment's status has changed, until it says that it has heard. */
export class Notifications {
  readonly deliveries: DeliveryBook<NotificationDelivery> = new DeliveryBook(
    (each) => each.delivered === null,
  );
  readonly #context: SandboxContext;
  readonly #key: ServiceKey;
  readonly #subscriptions: Subscriptions;

  constructor(context: SandboxContext, key: ServiceKey, subscriptions: Subscriptions) {
    this.#context = context;
    this.#key = key;
    this.#subscriptions = subscriptions;
  }

  /** Without a URL or a bearer token nothing is sent, and nothing is said about it either. */
  send(payment: Payment, content: object): void {
    const subscription = this.#subscriptions.byId(payment.subscriptionId);
    if (payment.notificationUrl === undefined || subscription?.notifications === undefined) return;
    const delivery: NotificationDelivery = {
      id: this.#context.random.uuid(),
      paymentId: payment.id,
      url: `${payment.notificationUrl}/notification/status`,
      attempt: 0,
      delivered: null,
    };
    this.deliveries.add(delivery);
    void this.#attempt(delivery, Buffer.from(JSON.stringify(content)), subscription.notifications);
  }

  async #attempt(
    delivery: NotificationDelivery,
    body: Buffer,
    settings: NonNullable<Subscription["notifications"]>,
  ): Promise<void> {
    const { now, random, stopping, timings } = this.#context;
    delivery.attempt += 1;
    delivery.delivered = null;
    delete delivery.status;
    delete delivery.reason;
    this.deliveries.changed();
    const requestId = random.uuid();
    const messageCreateDateTime = localDateTime(now());
    const outcome = await post({
      url: delivery.url,
      ...(settings.ca !== undefined && { ca: settings.ca }),
      headers: {
        Authorization: `Bearer ${settings.bearerToken}`,
        "X-Request-ID": requestId,
        MessageCreateDateTime: messageCreateDateTime,
        ...signedHeaders(body, { requestId, messageCreateDateTime }, this.#key),
        "Content-Type": "application/json",
      },
      body,
      timeoutMs: timings.notificationAnswerMs,
      stopping,
    });
    const reason = failureOf(outcome);
    if (outcome.kind === "answer") delivery.status = outcome.status;
    if (reason !== undefined) delivery.reason = reason;
    delivery.delivered = reason === undefined;
    this.deliveries.changed();
    const pause = timings.notificationRetriesMs[delivery.attempt - 1];
    if (reason === undefined || pause === undefined) return;
    later(pause, stopping, () => void this.#attempt(delivery, body, settings));
  }
}

function failureOf(outcome: PostOutcome): string | undefined {
  if (outcome.kind === "connection") return `no connection: ${outcome.message}`;
  if (outcome.kind === "timeout") return "no complete answer in time";
  if (acceptedStatuses.includes(outcome.status)) return undefined;
  return `expected status 204, got ${outcome.status}`;
}
