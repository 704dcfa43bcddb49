import {
  type VerifiedSignature,
  type Verifier,
  verifyMessage,
  worldlineServiceProfile,
} from "@countersign/crypto-core";

/** Finds the service's key by the thumbprint of its certificate. */
export type ServiceKeyResolver = (keyId: string) => Verifier | undefined;

/**
 * Verifies Digest and Signature of what the Open Banking Service sent, an answer or a notification. It signs
 * MessageCreateDateTime, X-Request-ID and Digest.
 *
 * @param body the bytes as received.
 * @throws `SignatureError`, `DigestError`.
 *
 * @see Worldline, "Receiving signed requests and responses"
 */
export async function verifyServiceMessage(
  headers: Headers,
  body: Uint8Array,
  resolveKey: ServiceKeyResolver,
  now: Date,
): Promise<VerifiedSignature> {
  return await verifyMessage({
    message: { headers, body },
    resolveKey,
    profile: worldlineServiceProfile,
    now,
  });
}
