import { type InboundConnection, RequestTooLargeError, readRequestBody } from "@countersign/auth";
import { SignatureError, type Signer, untilAborted, type Verifier } from "@countersign/crypto-core";
import type { InboxMessage, WebhookInbox } from "@countersign/delivery";
import { acknowledge } from "./acknowledge.js";
import { callerCheck } from "./caller-check.js";
import { toInboxMessage } from "./inbox-message.js";
import { Refusal, refusalResponse } from "./refusal.js";
import { verifyWebhook } from "./verify-webhook.js";
import { WebhookError } from "./webhook-error.js";
import type { WebhookOutcome } from "./webhook-outcome.js";

/** How webhooks are checked, kept and acknowledged. */
export interface ClearBankWebhookHandlerSettings {
  /** ClearBank's public key for this institution, from the portal; several while it changes. */
  readonly verifier: Verifier | readonly Verifier[];
  /** Our key, the one behind the API token: it signs the acknowledgement. */
  readonly signer: Signer;
  /** Where webhooks are kept until they are worked on: an inbox of `@countersign/delivery`. */
  readonly inbox: Pick<WebhookInbox, "accept">;
  /**
   * How long after its arrival a webhook may still be acknowledged; 4000 by default. ClearBank ignores an answer
   * that arrives 5 seconds after it sent the webhook, and the way there and back takes time too.
   */
  readonly deadlineMs?: number;
  /** A longer body is refused; 1 MiB by default. Payments carry documents of up to 80,000 characters. */
  readonly maxBodyBytes?: number;
  /**
   * Addresses and ranges (CIDR) that may call, such as those of {@link clearBankWebhookAddresses}; anybody by
   * default, since the signature decides.
   */
  readonly allowedAddresses?: readonly string[];
  /**
   * Addresses and ranges (CIDR) of our own proxies, none by default. Only what these say in `X-Forwarded-For` or
   * `Forwarded` is believed: the caller is the last hop that is not one of them.
   */
  readonly trustedProxies?: readonly string[];
  /** Told of every request, for counting and logging; what it throws becomes a warning of the process. */
  readonly onOutcome?: (outcome: WebhookOutcome) => void;
  /** The system's clock by default. */
  readonly now?: () => Date;
}

/**
 * A handler for ClearBank's webhooks, for any server that speaks Request and Response: it verifies a webhook over the
 * bytes received, keeps it in the inbox, and only then answers 200 with the signed nonce. Anything else is answered
 * with a status and no word ({@link WebhookRefusal}); ClearBank then delivers again, every 15 minutes for a day. The
 * deadline aborts the signal that the inbox is given.
 *
 * For the server to know who called, it hands over the address of the socket's other end, as `toNodeHandler` of
 * `@countersign/auth` does. With `allowedAddresses` and without an address everything is refused.
 *
 * @throws TypeError where a setting cannot be what it says.
 * @example
 * ```ts
 * const inbox = await openSqliteInbox({ file: "webhooks.sqlite" });
 * const handle = createClearBankWebhookHandler({ verifier, signer, inbox });
 * createServer(toNodeHandler(handle)).listen(8080);
 * ```
 * @see ClearBank, "Handling a webhook"
 */
export function createClearBankWebhookHandler(
  settings: ClearBankWebhookHandlerSettings,
): (request: Request, connection?: InboundConnection) => Promise<Response> {
  const { verifier, signer, inbox, deadlineMs = 4000, maxBodyBytes = 1024 * 1024 } = settings;
  const { onOutcome = () => {}, now = () => new Date() } = settings;
  for (const [name, value] of Object.entries({ deadlineMs, maxBodyBytes })) {
    if (!Number.isInteger(value) || value < 1) throw new TypeError(`${name} must be a whole number above 0.`);
  }
  const assertMayCall = callerCheck(settings);

  async function receive(request: Request, connection: InboundConnection, at: Date, signal: AbortSignal) {
    if (request.method !== "POST") throw new Refusal("method");
    assertMayCall(request.headers, connection.remoteAddress);
    const rawBody = await readRequestBody(request, maxBodyBytes).catch((error) => {
      throw new Refusal(error instanceof RequestTooLargeError ? "too-large" : "malformed", error);
    });
    const webhook = await verifyWebhook(rawBody, request.headers, verifier).catch((error) => {
      if (error instanceof SignatureError) throw new Refusal("signature", error);
      throw new Refusal(error instanceof WebhookError ? "malformed" : "internal", error);
    });
    const message = await toInboxMessage(webhook, at);
    // Signed while it is being kept, and sent when both are done.
    const [response, acceptance] = await Promise.all([
      acknowledge(webhook, signer, signal),
      keep(message, signal),
    ]);
    const outcome = acceptance === "duplicate" ? "duplicate" : "accepted";
    return { response, outcome: { outcome, webhook } as const };
  }

  async function keep(message: InboxMessage, signal: AbortSignal) {
    try {
      return await inbox.accept(message, { signal });
    } catch (error) {
      throw new Refusal("inbox", error);
    }
  }

  return async (request, connection = {}) => {
    const arrivedAt = now();
    const durationMs = () => now().getTime() - arrivedAt.getTime();
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(tooSlow(deadlineMs)), deadlineMs);
    try {
      const received = receive(request, connection, arrivedAt, deadline.signal);
      const { response, outcome } = await untilAborted(received, deadline.signal);
      tell({ ...outcome, durationMs: durationMs() });
      return response;
    } catch (error) {
      const { reason, cause } = error instanceof Refusal ? error : new Refusal("internal", error);
      tell({ outcome: "refused", reason, error: cause, durationMs: durationMs() });
      return refusalResponse(reason);
    } finally {
      clearTimeout(timer);
    }
  };

  // The webhook is on disk by now: whoever counts must not undo that.
  function tell(outcome: WebhookOutcome): void {
    try {
      onOutcome(outcome);
    } catch (error) {
      process.emitWarning(error instanceof Error ? error : String(error));
    }
  }
}

function tooSlow(deadlineMs: number): Refusal {
  const message = `The webhook could not be acknowledged within ${deadlineMs} ms of its arrival.`;
  return new Refusal("deadline", new WebhookError("ERR_WEBHOOK_DEADLINE", message));
}
