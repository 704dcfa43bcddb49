import type { SandboxContext } from "../context.js";
import { createRandom, type Random, seededBytes, shuffled } from "../random.js";
import { Deliveries, type WebhookDelivery } from "./deliveries.js";
import type { InstitutionState } from "./state.js";
import type { WebhookEvent } from "./webhook-event.js";

/** In which order webhooks arrive, and how often. */
export interface DeliveryMode {
  /** Of the webhooks that are held back, when they are released. */
  readonly order: "fifo" | "reversed" | "shuffled";
  /** Twice means: with the same payload and, like every webhook, a nonce of its own. */
  readonly copies: 1 | 2;
  /** Whether webhooks are held back until they are released. Retries never are. */
  readonly hold: boolean;
  /** Makes `shuffled` repeatable. */
  readonly seed?: string;
}

const eventCapacity = 1_000;

/** What one institution is told by webhook, and in which order. */
export class Webhooks {
  readonly deliveries: Deliveries;
  readonly events: WebhookEvent[] = [];
  readonly #context: SandboxContext;
  readonly #institution: string;
  #mode: DeliveryMode = { order: "fifo", copies: 1, hold: false };
  #shuffling: Random;
  #held: WebhookDelivery[] = [];

  constructor(context: SandboxContext, state: InstitutionState) {
    this.deliveries = new Deliveries(context, state);
    this.#context = context;
    this.#institution = state.id;
    this.#shuffling = context.random;
  }

  get mode(): DeliveryMode {
    return this.#mode;
  }

  /** Applies to what is emitted from now on; the order applies to the next release. */
  set mode(mode: DeliveryMode) {
    this.#mode = mode;
    this.#shuffling = mode.seed === undefined ? this.#context.random : createRandom(seededBytes(mode.seed));
  }

  /** Tells of an event where the institution subscribed to it. `payload` is JSON text, put into the body as it is. */
  emit(type: string, version: number, payload: string): WebhookEvent {
    const { now, random, transcript } = this.#context;
    const status = this.deliveries.registration(type)?.status;
    const isSent = status === "Enabled";
    const event: WebhookEvent = {
      id: random.uuid(),
      at: now().toISOString(),
      type,
      version,
      isSent,
      ...(!isSent && { reason: status === undefined ? "not subscribed" : "disabled" }),
      deliveries: isSent ? this.#send(type, version, payload) : [],
    };
    this.events.push(event);
    if (this.events.length > eventCapacity) this.events.shift();
    transcript.add({ kind: "event", institution: this.#institution, ...event });
    return event;
  }

  /** Sends the same webhook again, as the portal's operator asks. */
  resend(delivery: WebhookDelivery): void {
    const { clock, now } = this.#context;
    clock.waitFor(this.deliveries.attempt(delivery, now()));
  }

  /** Sends what was held back in the order of the mode, each when the one before it was answered. */
  release(): Promise<WebhookDelivery[]> {
    const released = this.#sendEach(this.#inOrder(this.#held));
    this.#held = [];
    this.#context.clock.waitFor(released);
    return released;
  }

  async #sendEach(deliveries: WebhookDelivery[]): Promise<WebhookDelivery[]> {
    for (const delivery of deliveries) await this.deliveries.attempt(delivery, this.#context.now());
    return deliveries;
  }

  #inOrder(deliveries: readonly WebhookDelivery[]): WebhookDelivery[] {
    if (this.#mode.order === "shuffled") return shuffled(deliveries, this.#shuffling);
    return this.#mode.order === "reversed" ? deliveries.toReversed() : [...deliveries];
  }

  /** @returns the ids of the deliveries */
  #send(type: string, version: number, payload: string): string[] {
    const { copies, hold } = this.#mode;
    return Array.from({ length: copies }, () => {
      const delivery = this.deliveries.create(type, version, payload, hold);
      if (hold) this.#held.push(delivery);
      else this.resend(delivery);
      return delivery.id;
    });
  }
}
