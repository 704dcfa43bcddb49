import {
  createSignatureBase,
  parseSignatureHeader,
  verifyMessage,
  worldlineServiceProfile,
} from "@countersign/crypto-core";
import { parseNotification, type WorldlineNotificationEvent } from "./notification-event.js";
import type { ServiceKeys } from "./service-keys.js";

/** A signature of the service's that verified, and what it was made over: proof of what the service sent. */
export interface NotificationSignature {
  /** The SHA-1 thumbprint of the service's certificate. */
  readonly keyId: string;
  /** The Signature header as received. */
  readonly header: string;
  /** The string that was signed. */
  readonly signatureBase: string;
  /** Whether it verified over the service's fixed three headers, and not over those that it lists. */
  readonly usedFallback: boolean;
}

/** How an event reached us. */
export interface NotificationEnvelope {
  /** The body as received: what the Digest is of. */
  readonly rawBody: Uint8Array;
  /** The service's X-Request-ID. */
  readonly requestId: string | undefined;
  /** As received: it is signed as this text. */
  readonly messageCreateDateTime: string | undefined;
  /** Undefined where the acquirer does not sign, and that was allowed. */
  readonly signature: NotificationSignature | undefined;
}

/** A notification that was checked: the event, and how it reached us. */
export type WorldlineNotification = WorldlineNotificationEvent & NotificationEnvelope;

/**
 * Verifies Digest and Signature over the bytes received, and reads the event.
 *
 * @throws {@link SignatureError}, {@link DigestError}, {@link NotificationError}.
 */
export async function verifyNotification(
  rawBody: Uint8Array,
  headers: Headers,
  keys: ServiceKeys,
  { now, isUnsignedAllowed }: { readonly now: Date; readonly isUnsignedAllowed: boolean },
): Promise<WorldlineNotification> {
  // One that is there has to be right, whether it had to be there or not.
  const isSigned = headers.has("signature") || !isUnsignedAllowed;
  const signature = isSigned ? await verifySignature(rawBody, headers, keys, now) : undefined;
  return {
    ...parseNotification(rawBody),
    rawBody,
    requestId: headers.get("x-request-id") ?? undefined,
    messageCreateDateTime: headers.get("messagecreatedatetime") ?? undefined,
    signature,
  };
}

async function verifySignature(
  body: Uint8Array,
  headers: Headers,
  { resolveKey, assertInForce }: ServiceKeys,
  now: Date,
): Promise<NotificationSignature> {
  const message = { headers, body };
  const verified = await verifyMessage({ message, resolveKey, profile: worldlineServiceProfile, now });
  const { keyId, usedFallback } = verified;
  // Later than the signature: only of what the service signed does it matter with which of its certificates.
  assertInForce(keyId, now);
  const header = headers.get("signature") ?? "";
  const signatureBase = createSignatureBase(message, verified.headers, parseSignatureHeader(header));
  return { keyId, header, usedFallback, signatureBase };
}
