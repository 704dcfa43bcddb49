import { addMs } from "../calendar.js";
import type { SandboxContext } from "../context.js";
import type { InstitutionKeys } from "../pki/institution-keys.js";
import { DeliveryBook } from "../wire/delivery-book.js";
import { type PostOutcome, post } from "../wire/post.js";
import { localDateTime } from "./date-formats.js";
import { NotificationTokens } from "./notification-tokens.js";
import type { ServiceKeys } from "./service-keys.js";
import { signedHeaders } from "./sign-message.js";
import type { NotificationSettings, Payment } from "./state.js";
import type { Subscriptions } from "./subscriptions.js";

export const notificationModes = ["send", "hold", "lose"] as const;

/** Whether notifications go out, wait until they are released, or never arrive. */
export type NotificationMode = (typeof notificationModes)[number];

/** One notification and its latest attempt. */
export interface NotificationDelivery {
  readonly id: string;
  readonly type: "status" | "debtorToken";
  readonly paymentId: string;
  /** What a status notification tells. */
  readonly paymentStatus?: string;
  readonly url: string;
  attempt: number;
  status?: number;
  /** null while the answer is awaited. */
  delivered: boolean | null;
  reason?: string;
  /** Whether it waits to be released. */
  isHeld: boolean;
}

interface Waiting {
  readonly delivery: NotificationDelivery;
  readonly body: Buffer;
  readonly settings: NotificationSettings;
}

/** 204 is what is asked for; the other two are taken as well. */
const acceptedStatuses = [200, 202, 204];

/** Tells the initiating party what has become of a payment, until it says that it has heard. */
export class Notifications {
  mode: NotificationMode = "send";
  readonly deliveries: DeliveryBook<NotificationDelivery> = new DeliveryBook(
    (each) => each.delivered === null && !each.isHeld,
  );
  readonly #context: SandboxContext;
  readonly #keys: ServiceKeys;
  readonly #identity: InstitutionKeys["worldlineClient"];
  readonly #subscriptions: Subscriptions;
  readonly #tokens: NotificationTokens;
  #held: Waiting[] = [];

  constructor(
    context: SandboxContext,
    keys: ServiceKeys,
    identity: InstitutionKeys["worldlineClient"],
    subscriptions: Subscriptions,
  ) {
    this.#context = context;
    this.#keys = keys;
    this.#identity = identity;
    this.#subscriptions = subscriptions;
    this.#tokens = new NotificationTokens(context, identity);
  }

  /** Without a URL or a bearer token nothing is sent, and nothing is said about it either. */
  sendStatus(payment: Payment, content: object): void {
    if (payment.notificationUrl === undefined) return;
    this.#send(
      payment,
      { type: "status", paymentStatus: payment.status, url: payment.notificationUrl },
      content,
    );
  }

  sendDebtorToken(payment: Payment, callbackUrl: string, content: object): void {
    this.#send(payment, { type: "debtorToken", url: `${callbackUrl}/notification/debtorToken` }, content);
  }

  /** Sends what was held back, and returns when it is answered. */
  async release(): Promise<NotificationDelivery[]> {
    const released = this.#held;
    this.#held = [];
    for (const waiting of released) {
      waiting.delivery.isHeld = false;
      await this.#attempt(waiting);
    }
    return released.map(({ delivery }) => delivery);
  }

  #send(
    payment: Payment,
    about: Pick<NotificationDelivery, "type" | "paymentStatus" | "url">,
    content: object,
  ): void {
    const settings = this.#subscriptions.byId(payment.subscriptionId)?.notifications;
    if (settings === undefined) return;
    const delivery: NotificationDelivery = {
      id: this.#context.random.uuid(),
      paymentId: payment.id,
      ...about,
      attempt: 0,
      delivered: this.mode === "lose" ? false : null,
      ...(this.mode === "lose" && { reason: "lost on the way, as was asked for" }),
      isHeld: this.mode === "hold",
    };
    this.deliveries.add(delivery);
    const waiting = { delivery, body: Buffer.from(JSON.stringify(content)), settings };
    if (this.mode === "hold") this.#held.push(waiting);
    if (this.mode === "send") this.#context.clock.waitFor(this.#attempt(waiting));
  }

  async #attempt(waiting: Waiting): Promise<void> {
    const { delivery } = waiting;
    const { clock, now, timings, transcript } = this.#context;
    delivery.attempt += 1;
    delivery.delivered = null;
    delete delivery.status;
    delete delivery.reason;
    this.deliveries.changed();
    const outcome = await this.#post(waiting);
    const reason = failureOf(outcome);
    if (outcome.kind === "answer") delivery.status = outcome.status;
    if (delivery.status === 401) this.#tokens.forget(waiting.settings);
    if (reason !== undefined) delivery.reason = reason;
    delivery.delivered = reason === undefined;
    this.deliveries.changed();
    transcript.add({
      kind: "notification",
      at: now().toISOString(),
      delivery: delivery.id,
      payment: delivery.paymentId,
      attempt: delivery.attempt,
      ...(outcome.kind === "answer" && { status: outcome.status }),
      delivered: delivery.delivered,
      ...(reason !== undefined && { reason }),
    });
    const pause = timings.notificationRetriesMs[delivery.attempt - 1];
    if (reason === undefined || pause === undefined) return;
    clock.later(addMs(now(), pause), () => this.#attempt(waiting));
  }

  async #post({ delivery, body, settings }: Waiting): Promise<PostOutcome> {
    const { now, random, stopping, timings } = this.#context;
    const token = await this.#tokens.get(settings);
    if (token === undefined) return { kind: "connection", message: "the token URL gave no access token" };
    const requestId = random.uuid();
    const messageCreateDateTime = localDateTime(now());
    return post({
      url: delivery.url,
      ...(settings.ca !== undefined && { ca: settings.ca }),
      identity: this.#identity,
      headers: {
        Authorization: `Bearer ${token}`,
        "X-Request-ID": requestId,
        MessageCreateDateTime: messageCreateDateTime,
        ...(this.#context.switches.get("worldline.signing") !== "off" &&
          signedHeaders(body, { requestId, messageCreateDateTime }, this.#keys.current)),
        "Content-Type": "application/json",
      },
      body,
      timeoutMs: timings.notificationAnswerMs,
      stopping,
    });
  }
}

function failureOf(outcome: PostOutcome): string | undefined {
  if (outcome.kind === "connection") return `no connection: ${outcome.message}`;
  if (outcome.kind === "timeout") return "no complete answer in time";
  if (acceptedStatuses.includes(outcome.status)) return undefined;
  return `expected status 204, got ${outcome.status}`;
}
