import { decodeBase64, SignatureError, type Verifier } from "@countersign/crypto-core";
import { WebhookError } from "../errors.js";
import { nonceDigits } from "./nonce.js";

/** A webhook of ClearBank's whose signature is right. */
export interface ClearBankWebhook {
  /** What happened: `FITestEvent`, `TransactionSettled`, … in ClearBank's spelling. */
  readonly type: string;
  readonly version: number;
  readonly payload: unknown;
  /** The digits of the nonce as received. Not for recognising duplicates: every delivery has another. */
  readonly nonce: string;
  /** The body as received: what was signed. */
  readonly rawBody: Uint8Array;
  /** ClearBank's X-Request-Id. */
  readonly requestId: string | undefined;
  /** 1 for the first delivery, where ClearBank says. */
  readonly deliveryAttempt: number | undefined;
}

/**
 * Verifies a webhook over the bytes that were received and reads it.
 *
 * @param rawBody the body before anything parsed it: a body that was parsed and serialised again (`13.0`
 * becomes `13`) does not verify.
 * @param verifier ClearBank's public key, from the portal's Webhook Management page.
 * @throws {@link SignatureError} `ERR_SIGNATURE_MISSING`, `ERR_SIGNATURE_MALFORMED`, `ERR_SIGNATURE_INVALID`;
 * {@link WebhookError} where the body is right but no webhook.
 *
 * @see ClearBank, "Handling a webhook"
 */
export async function verifyWebhook(
  rawBody: Uint8Array,
  headers: Pick<Headers, "get">,
  verifier: Verifier,
): Promise<ClearBankWebhook> {
  const encoded = headers.get("digitalsignature");
  if (!encoded) {
    throw new SignatureError("ERR_SIGNATURE_MISSING", "The webhook has no DigitalSignature header.");
  }
  const signature = decodeBase64(encoded);
  if (!signature) {
    throw new SignatureError(
      "ERR_SIGNATURE_MALFORMED",
      "The DigitalSignature header is not standard base64.",
    );
  }
  await verifier.verify(rawBody, signature);
  const attempt = Number(headers.get("x-delivery-attempt"));
  return {
    ...parseWebhook(rawBody),
    rawBody,
    requestId: headers.get("x-request-id") ?? undefined,
    deliveryAttempt: Number.isInteger(attempt) && attempt > 0 ? attempt : undefined,
  };
}

function parseWebhook(rawBody: Uint8Array): Pick<ClearBankWebhook, "type" | "version" | "payload" | "nonce"> {
  const json = new TextDecoder().decode(rawBody);
  let message: unknown;
  try {
    message = JSON.parse(json);
  } catch (cause) {
    throw new WebhookError("ERR_WEBHOOK_MALFORMED", "The webhook's body is not JSON.", { cause });
  }
  const { Type: type, Version: version, Payload: payload } = (message ?? {}) as Record<string, unknown>;
  const nonce = nonceDigits(json);
  if (typeof type !== "string" || typeof version !== "number" || nonce === undefined) {
    throw new WebhookError(
      "ERR_WEBHOOK_MALFORMED",
      "The webhook's body lacks Type (text), Version (number) or Nonce (one whole number).",
    );
  }
  return { type, version, payload, nonce };
}
