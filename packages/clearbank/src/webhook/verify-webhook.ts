import { decodeBase64, SignatureError, type Verifier } from "@countersign/crypto-core";
import { type ClearBankEvent, parseEvent } from "./event.js";
import { nonceDigits } from "./nonce.js";
import { WebhookError } from "./webhook-error.js";

/** How an event reached us. */
export interface WebhookEnvelope {
  /** The digits of the nonce as received. Not for recognising duplicates: every delivery has another. */
  readonly nonce: string;
  /** The body as received: what was signed. */
  readonly rawBody: Uint8Array;
  /** ClearBank's signature over it, base64: with the body, proof of what ClearBank sent. */
  readonly digitalSignature: string;
  /** ClearBank's X-Request-Id. */
  readonly requestId: string | undefined;
  /** 1 for the first delivery, where ClearBank says. */
  readonly deliveryAttempt: number | undefined;
  /**
   * What ClearBank found wrong with the attempt before, on a retry: `Connection`, `Timeout`, `HTTP`,
   * `Non-repudiation` (our signature) or `Payload / Response Format`.
   */
  readonly retryReason: string | undefined;
}

/** A webhook of ClearBank's whose signature is right: the event, and how it reached us. */
export type ClearBankWebhook = ClearBankEvent & WebhookEnvelope;

/**
 * Verifies a webhook over the bytes that were received and reads it.
 *
 * @param rawBody the body before anything parsed it: a body that was parsed and serialised again (`13.0`
 * becomes `13`) does not verify.
 * @param verifier ClearBank's public key for this institution, from the portal's Webhook Management page; several
 * while it changes, of which one must match.
 * @throws `SignatureError` `ERR_SIGNATURE_MISSING`, `ERR_SIGNATURE_MALFORMED`, `ERR_SIGNATURE_INVALID`;
 * {@link WebhookError} `ERR_WEBHOOK_MALFORMED` where the signature is right and the body is no webhook; TypeError
 * where there is no verifier.
 * @example
 * ```ts
 * const verifier = await importVerifier(await readFile("clearbank-public-key.pem"));
 * const webhook = await verifyWebhook(new Uint8Array(await request.arrayBuffer()), request.headers, verifier);
 * ```
 *
 * @see ClearBank, "Handling a webhook"
 */
export async function verifyWebhook(
  rawBody: Uint8Array,
  headers: Pick<Headers, "get">,
  verifier: Verifier | readonly Verifier[],
): Promise<ClearBankWebhook> {
  const digitalSignature = headers.get("digitalsignature") ?? "";
  await verifyWithAny([verifier].flat(), rawBody, readSignature(digitalSignature));
  const event = parseEvent(rawBody);
  const nonce = nonceDigits(new TextDecoder().decode(rawBody));
  if (nonce === undefined) {
    throw new WebhookError(
      "ERR_WEBHOOK_MALFORMED",
      "The webhook's body lacks a Nonce that is one whole number.",
    );
  }
  return {
    ...event,
    nonce,
    rawBody,
    digitalSignature,
    requestId: headers.get("x-request-id") ?? undefined,
    deliveryAttempt: readAttempt(headers.get("x-delivery-attempt")),
    retryReason: headers.get("x-retry-reason") ?? undefined,
  };
}

function readSignature(encoded: string): Uint8Array {
  if (encoded === "") {
    throw new SignatureError("ERR_SIGNATURE_MISSING", "The webhook has no DigitalSignature header.");
  }
  const signature = decodeBase64(encoded);
  if (signature) return signature;
  throw new SignatureError("ERR_SIGNATURE_MALFORMED", "The DigitalSignature header is not standard base64.");
}

async function verifyWithAny(
  verifiers: readonly Verifier[],
  rawBody: Uint8Array,
  signature: Uint8Array,
): Promise<void> {
  const [first, ...others] = verifiers;
  if (!first) throw new TypeError("verifyWebhook needs at least one verifier: ClearBank's public key.");
  try {
    await first.verify(rawBody, signature);
  } catch (error) {
    const isOtherKey = error instanceof SignatureError && error.code === "ERR_SIGNATURE_INVALID";
    if (!isOtherKey || others.length === 0) throw error;
    await verifyWithAny(others, rawBody, signature);
  }
}

function readAttempt(text: string | null): number | undefined {
  return text !== null && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : undefined;
}
