import { createPrivateKey, createPublicKey, type KeyObject } from "node:crypto";
import { addMs } from "../calendar.js";
import type { SandboxContext } from "../context.js";
import { DeliveryBook } from "../wire/delivery-book.js";
import { type PostOutcome, post } from "../wire/post.js";
import { rsaSign } from "../wire/rsa.js";
import { judgeAcknowledgement, type RetryReason } from "./acknowledgement.js";
import type { InstitutionState, WebhookRegistration } from "./state.js";

/** One webhook and its latest attempt, as the portal shows it. */
export interface WebhookDelivery {
  readonly id: string;
  readonly requestId: string;
  readonly type: string;
  readonly version: number;
  /** 0 before the first one. */
  attempt: number;
  sentAt: string;
  finishedAt?: string;
  status?: number;
  /** null while the answer is awaited. */
  acknowledged: boolean | null;
  reason?: RetryReason;
  detail?: string;
  /** It waits to be released. */
  isHeld?: true;
}

interface Message {
  readonly body: Buffer;
  readonly nonce: string;
  /** Known once the first attempt is made. */
  lastAttemptAt?: Date;
}

/** Delivers the webhooks of one institution: signs, judges the answers, and sends again what was not acknowledged. */
export class Deliveries {
  readonly book: DeliveryBook<WebhookDelivery> = new DeliveryBook(
    ({ acknowledged, isHeld }) => acknowledged === null && !isHeld,
  );
  readonly publicKey: KeyObject;
  readonly #context: SandboxContext;
  readonly #state: InstitutionState;
  readonly #key: KeyObject;
  readonly #messages: WeakMap<WebhookDelivery, Message> = new WeakMap();

  constructor(context: SandboxContext, state: InstitutionState) {
    this.#context = context;
    this.#state = state;
    this.#key = createPrivateKey(state.webhookKey);
    this.publicKey = createPublicKey(this.#key);
  }

  registration(type: string): WebhookRegistration | undefined {
    return this.#state.webhooks.find((each) => each.type === type);
  }

  /** A delivery that is still to be attempted. `payload` is JSON text. */
  create(type: string, version: number, payload: string, isHeld: boolean): WebhookDelivery {
    const { now, random } = this.#context;
    // Nonces above 2^32 have been published: a client must not keep them in 32 bits.
    const nonce = String(random.integer(1e8, 1e10));
    const name = JSON.stringify(type);
    const body = Buffer.from(`{"Type":${name},"Version":${version},"Payload":${payload},"Nonce":${nonce}}`);
    const delivery: WebhookDelivery = {
      id: random.uuid(),
      requestId: random.uuid(),
      type,
      version,
      attempt: 0,
      sentAt: now().toISOString(),
      acknowledged: null,
      ...(isHeld && { isHeld }),
    };
    this.#messages.set(delivery, { body, nonce });
    this.book.add(delivery);
    return delivery;
  }

  /**
   * Sends a webhook, for the first time or again. The next attempt is due a quarter of an hour after this one was.
   *
   * @param due now, or when the retry was due
   */
  async attempt(delivery: WebhookDelivery, due: Date): Promise<void> {
    const message = this.#messages.get(delivery);
    if (message === undefined) return;
    const { clock, now, timings } = this.#context;
    const registration = this.registration(delivery.type);
    const { reason } = delivery;
    for (const name of ["finishedAt", "status", "reason", "detail", "isHeld"] as const) delete delivery[name];
    if (registration?.status !== "Enabled") {
      this.#finish(delivery, { acknowledged: false, detail: "the webhook has been disabled since" });
      return;
    }
    delivery.attempt += 1;
    delivery.sentAt = now().toISOString();
    delivery.acknowledged = null;
    this.book.changed();
    const outcome = await this.#post(delivery, message, registration, reason);
    // Any key of the institution will do: tokens, and with them keys, are replaced while webhooks are under way.
    const keys = this.#state.tokens.map((token) => createPublicKey(token.publicKey));
    const verdict = judgeAcknowledgement(outcome, message.nonce, keys);
    const { attempt } = delivery;
    this.#finish(delivery, { ...(outcome.kind === "answer" && { status: outcome.status }), ...verdict });
    message.lastAttemptAt ??= addMs(due, timings.webhookGiveUpMs);
    const next = addMs(due, timings.webhookRetryMs);
    if (verdict.acknowledged || next > message.lastAttemptAt) return;
    clock.later(next, () => {
      // An attempt that the portal started in between has its own retry.
      if (delivery.attempt === attempt) return this.attempt(delivery, next);
    });
  }

  #finish(
    delivery: WebhookDelivery,
    outcome: { acknowledged: boolean; status?: number; reason?: RetryReason; detail?: string },
  ): void {
    const { now, transcript } = this.#context;
    Object.assign(delivery, { finishedAt: now().toISOString() }, outcome);
    const { id, type, attempt, sentAt } = delivery;
    const [at, institution] = [sentAt, this.#state.id];
    transcript.add({ kind: "attempt", at, institution, delivery: id, type, attempt, ...outcome });
    this.book.changed();
  }

  #post(
    { attempt, requestId }: WebhookDelivery,
    { body }: Message,
    { url, ca }: WebhookRegistration,
    reason: RetryReason | undefined,
  ): Promise<PostOutcome> {
    return post({
      url,
      ...(ca !== undefined && { ca }),
      headers: {
        "Content-Type": "application/json",
        DigitalSignature: rsaSign(body, this.#key).toString("base64"),
        "X-Request-Id": requestId,
        "x-delivery-attempt": String(attempt),
        ...(reason !== undefined && { "x-retry-reason": reason }),
      },
      body,
      timeoutMs: this.#context.timings.webhookAnswerMs,
      stopping: this.#context.stopping,
    });
  }
}
