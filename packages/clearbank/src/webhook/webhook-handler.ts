import { RequestTooLargeError, readRequestBody } from "@countersign/auth";
import { SignatureError, type Signer, type Verifier } from "@countersign/crypto-core";
import { signBody } from "../client/signed-body.js";
import { WebhookError } from "../errors.js";
import { type ClearBankWebhook, verifyWebhook } from "./verify-webhook.js";

/** How webhooks are checked, kept and acknowledged. */
export interface WebhookHandlerSettings {
  /** ClearBank's public key. */
  readonly verifier: Verifier;
  /** Our key, the one behind the API token: it signs the acknowledgement. */
  readonly signer: Signer;
  /**
   * Keeps the webhook; once it resolves, ClearBank is told that the message is ours. Store it here and work on
   * it later: the answer must leave within 5 seconds. Where it throws, ClearBank delivers again.
   */
  readonly accept: (webhook: ClearBankWebhook) => void | Promise<void>;
  /** Told of every webhook that was not acknowledged, and why. */
  readonly onRefused?: (error: unknown) => void;
  /** A longer body is refused; 1 MiB by default. Payments carry documents of up to 80,000 characters. */
  readonly maxBodyBytes?: number;
}

/**
 * A handler for ClearBank's webhooks, for any server that speaks Request and Response: verify, keep,
 * acknowledge with the signed nonce. What is not acknowledged is delivered again every 15 minutes for a day.
 *
 * @example
 * ```ts
 * const handle = createWebhookHandler({ verifier, signer, accept: (webhook) => store.insert(webhook) });
 * export default { fetch: handle };
 * ```
 * @see ClearBank, "Handling a webhook"
 */
export function createWebhookHandler(
  settings: WebhookHandlerSettings,
): (request: Request) => Promise<Response> {
  const { verifier, signer, accept, onRefused, maxBodyBytes = 1024 * 1024 } = settings;
  return async (request) => {
    if (request.method !== "POST") return new Response(null, { status: 405, headers: { allow: "POST" } });
    try {
      const webhook = await verifyWebhook(
        await readRequestBody(request, maxBodyBytes),
        request.headers,
        verifier,
      );
      // Signed while it is being kept, and sent when both are done.
      const [acknowledgement] = await Promise.all([acknowledge(webhook, signer), accept(webhook)]);
      return acknowledgement;
    } catch (error) {
      onRefused?.(error);
      return new Response(null, { status: statusFor(error) });
    }
  };
}

/**
 * The answer that makes ClearBank take a webhook for received: status 200, the nonce, our signature over it.
 *
 * @see ClearBank, "Response structure"
 */
export async function acknowledge(
  { nonce }: Pick<ClearBankWebhook, "nonce">,
  signer: Signer,
): Promise<Response> {
  const { bytes, digitalSignature } = await signBody(new TextEncoder().encode(`{"Nonce":${nonce}}`), signer);
  return new Response(bytes, {
    status: 200,
    headers: { "content-type": "application/json", digitalsignature: digitalSignature },
  });
}

/** The answer says no more than whose fault it was: the caller may be anybody. */
function statusFor(error: unknown): number {
  if (error instanceof SignatureError) return 401;
  if (error instanceof WebhookError) return 400;
  return error instanceof RequestTooLargeError ? 413 : 500;
}
