import type { VerifiedSignature } from "@countersign/crypto-core";
import { verifyServiceMessage } from "../message/verify-service-message.js";
import type { CallParts } from "./call-parts.js";

/**
 * A signature that is there must be right, whether it had to be there or not.
 *
 * @returns undefined where there is none, or none is expected.
 * @throws what {@link verifyServiceMessage} throws.
 */
export async function verifyAnswer(
  headers: Headers,
  body: Uint8Array,
  { resolveKey, now }: Pick<CallParts, "resolveKey" | "now">,
): Promise<VerifiedSignature | undefined> {
  if (!headers.has("signature") || !resolveKey) return undefined;
  return await verifyServiceMessage(headers, body, resolveKey, now());
}
