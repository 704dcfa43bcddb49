import type { Io } from "../io.js";
import { type Check, failed, ok } from "./diagnosis.js";
import { meaningOf } from "./retry-reasons.js";
import {
  type ReceivedWebhook,
  type RefusedWebhook,
  serveWebhooks,
  type WebhookServerSettings,
} from "./webhook-server.js";

/** A listener that waits for the webhook of one test message. */
export interface WebhookWait {
  /** The check, as soon as the webhook is there, or the time is over. */
  outcome(waitMs: number): Promise<Check>;
  close(): Promise<void>;
}

/** Where it listens, and with which keys. */
export type WaitSettings = Omit<WebhookServerSettings, "now" | "onAcknowledged" | "onRefused">;

/** Listens, from now on, for the webhook that has the marker in it. */
export async function openWebhookWait(marker: string, settings: WaitSettings, io: Io): Promise<WebhookWait> {
  const refused: RefusedWebhook[] = [];
  let others = 0;
  let found: (received: ReceivedWebhook) => void = () => {};
  const arrived = new Promise<ReceivedWebhook>((resolve) => {
    found = resolve;
  });
  const server = await serveWebhooks({
    ...settings,
    now: io.now,
    onAcknowledged(received) {
      const isOurs = new TextDecoder().decode(received.webhook.rawBody).includes(marker);
      if (isOurs) found(received);
      else others += 1;
    },
    onRefused: (refusal) => void refused.push(refusal),
  });
  io.say({ text: `           listening on ${server.url}` });
  return {
    async outcome(waitMs) {
      const received = await within(waitMs, arrived, io.untilInterrupted());
      return received ? describe(received) : describeSilence(waitMs, refused, others);
    },
    close: () => server.close(),
  };
}

async function within<T>(ms: number, promise: Promise<T>, interrupted: AbortSignal): Promise<T | undefined> {
  const over = AbortSignal.any([AbortSignal.timeout(ms), interrupted]);
  if (over.aborted) return undefined;
  const ended = new Promise<undefined>((resolve) => {
    over.addEventListener("abort", () => resolve(undefined));
  });
  // The timer alone does not keep the program running, and the listener does.
  return await Promise.race([promise, ended]);
}

function describe({ webhook, durationMs }: ReceivedWebhook): Check {
  const { type, deliveryAttempt, retryReason } = webhook;
  const again =
    retryReason === undefined
      ? ""
      : ` It is attempt ${deliveryAttempt}, because of ${retryReason}: ${meaningOf(retryReason)}`;
  return ok(
    "webhook",
    `${type} came with the message, verified, and was acknowledged in ${durationMs} ms.${again}`,
  );
}

function describeSilence(waitMs: number, refused: readonly RefusedWebhook[], others: number): Check {
  const [first] = refused;
  if (first) {
    return failed(
      "webhook",
      `${refused.length === 1 ? "1 webhook came and was refused" : `${refused.length} webhooks came and were refused, the first because`}: ${first.message}`,
      [
        "--public-key has to be what Institution > Webhook Management > Download Public Key gives, of this institution and this environment.",
        "What stands between ClearBank and this listener must not change the body.",
      ],
    );
  }
  const message = `No FITestEvent with the message came within ${waitMs / 1000} s${others > 0 ? `; ${others} other ${others === 1 ? "webhook" : "webhooks"} did` : ""}.`;
  return failed("webhook", message, [
    "In Institution > Webhook Management, search for the Test webhook: it has to be Enabled, with a URL that leads to this listener.",
    "See from outside whether the URL can be reached: countersign tls probe URL. ClearBank's published address ranges have to pass the firewall.",
    "Choose Test there and send a message: the portal shows whether the delivery fails.",
  ]);
}
