import { createPublicKey } from "node:crypto";
import type { SandboxContext } from "../context.js";
import type { SigningKey } from "../pki/institution-keys.js";
import { later } from "../timers.js";
import { DeliveryBook } from "../wire/delivery-book.js";
import { post } from "../wire/post.js";
import { rsaSign } from "../wire/rsa.js";
import { judgeAcknowledgement, type RetryReason } from "./acknowledgement.js";
import type { WebhookRegistration } from "./state.js";

/** One webhook and its latest attempt, as the portal shows it. */
export interface WebhookDelivery {
  readonly id: string;
  readonly requestId: string;
  readonly type: string;
  attempt: number;
  sentAt: string;
  finishedAt?: string;
  status?: number;
  /** null while the answer is awaited. */
  acknowledged: boolean | null;
  reason?: RetryReason;
  detail?: string;
}

interface Message {
  readonly registration: WebhookRegistration;
  readonly body: Buffer;
  readonly nonce: string;
  readonly firstSentAt: number;
}

/** Sends webhooks, judges the answers, and sends again what was not acknowledged. */
export class Webhooks {
  readonly deliveries: DeliveryBook<WebhookDelivery> = new DeliveryBook((each) => each.acknowledged === null);
  readonly #context: SandboxContext;
  readonly #key: SigningKey;
  readonly #messages: WeakMap<WebhookDelivery, Message> = new WeakMap();

  constructor(context: SandboxContext, key: SigningKey) {
    this.#context = context;
    this.#key = key;
  }

  /** @param payload JSON text, put into the body as it is */
  send(registration: WebhookRegistration, payload: string): WebhookDelivery {
    const { now, random } = this.#context;
    // Nonces above 2^32 have been published: a client must not keep them in 32 bits.
    const nonce = String(random.integer(1e8, 1e10));
    const type = JSON.stringify(registration.type);
    const body = Buffer.from(`{"Type":${type},"Version":1,"Payload":${payload},"Nonce":${nonce}}`);
    const delivery: WebhookDelivery = {
      id: random.uuid(),
      requestId: random.uuid(),
      type: registration.type,
      attempt: 0,
      sentAt: now().toISOString(),
      acknowledged: null,
    };
    this.#messages.set(delivery, { registration, body, nonce, firstSentAt: now().getTime() });
    this.deliveries.add(delivery);
    void this.#attempt(delivery);
    return delivery;
  }

  /** Sends the same webhook again, as the portal's operator or the retry timer asks. */
  resend(delivery: WebhookDelivery): void {
    void this.#attempt(delivery);
  }

  async #attempt(delivery: WebhookDelivery): Promise<void> {
    const message = this.#messages.get(delivery);
    if (message === undefined) return;
    const { now, stopping, store, timings } = this.#context;
    const { reason } = delivery;
    delete delivery.finishedAt;
    delete delivery.status;
    delete delivery.reason;
    delete delivery.detail;
    delivery.attempt += 1;
    delivery.sentAt = now().toISOString();
    delivery.acknowledged = null;
    this.deliveries.changed();
    const outcome = await post({
      url: message.registration.url,
      ...(message.registration.ca !== undefined && { ca: message.registration.ca }),
      headers: {
        "Content-Type": "application/json",
        DigitalSignature: rsaSign(message.body, this.#key.privateKey).toString("base64"),
        "X-Request-Id": delivery.requestId,
        "x-delivery-attempt": String(delivery.attempt),
        ...(reason !== undefined && { "x-retry-reason": reason }),
      },
      body: message.body,
      timeoutMs: timings.webhookAnswerMs,
      stopping,
    });
    // Any key of the institution will do: tokens, and with them keys, are replaced while webhooks are under way.
    const keys = store.state.clearbank.tokens.map((token) => createPublicKey(token.publicKey));
    const verdict = judgeAcknowledgement(outcome, message.nonce, keys);
    if (outcome.kind === "answer") delivery.status = outcome.status;
    delivery.finishedAt = now().toISOString();
    Object.assign(delivery, verdict);
    this.deliveries.changed();
    if (!verdict.acknowledged) this.#retryLater(delivery, message);
  }

  #retryLater(delivery: WebhookDelivery, message: Message): void {
    const { now, stopping, timings } = this.#context;
    const attempt = delivery.attempt;
    later(timings.webhookRetryMs, stopping, () => {
      const isLate = now().getTime() - message.firstSentAt >= timings.webhookGiveUpMs;
      // An attempt that the portal started in between has its own retry timer.
      if (!isLate && delivery.attempt === attempt) this.resend(delivery);
    });
  }
}
