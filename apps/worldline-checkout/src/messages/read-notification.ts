import {
  createSignatureBase,
  parseSignatureHeader,
  thumbprintResolver,
  verifyMessage,
  worldlineServiceProfile,
} from "@countersign/crypto-core";
import type { StoredMessage } from "@countersign/delivery";
import type { SignedMessage } from "./message-store.js";

/**
 * A notification as it lies in the inbox, which has what the service signed. The handler verified it before it was
 * kept; to show over what, it is verified once more.
 *
 * @throws SignatureError, DigestError where the inbox was tampered with.
 */
export async function readNotification(
  { body, headers, receivedAt }: StoredMessage,
  orderId: string,
  serviceCertificates: readonly string[],
): Promise<SignedMessage> {
  const read = { orderId, at: receivedAt, direction: "received", title: "Notification of a status" } as const;
  const text = new TextDecoder().decode(body);
  const { signature } = headers;
  if (signature === undefined) {
    return {
      ...read,
      body: text,
      signed: undefined,
      header: undefined,
      isVerified: false,
      verdict: "Not signed: not believed, and the status asked for instead.",
    };
  }
  const message = { headers, body };
  const resolveKey = await thumbprintResolver(serviceCertificates);
  const options = { message, resolveKey, profile: worldlineServiceProfile, now: receivedAt };
  const { keyId, headers: covered } = await verifyMessage(options);
  return {
    ...read,
    body: text,
    signed: createSignatureBase(message, covered, parseSignatureHeader(signature)),
    header: `Signature: ${signature}`,
    isVerified: true,
    verdict: `Bearer token, Digest and signature verified with the service's certificate ${keyId}.`,
  };
}
