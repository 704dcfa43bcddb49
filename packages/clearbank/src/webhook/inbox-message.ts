import { encodeBase64, sha256 } from "@countersign/crypto-core";
import type { InboxMessage } from "@countersign/delivery";
import { findNonce } from "./nonce.js";
import type { ClearBankWebhook } from "./verify-webhook.js";

/** The members of a payload that two deliveries of one message have in common, and no two messages. */
const identifyingMembers: Readonly<Record<string, readonly string[]>> = {
  TransactionSettled: ["TransactionId", "Status"],
  TransactionRejected: ["TransactionId", "Status"],
  PaymentMessageAssesmentFailed: ["MessageId", "EndToEndId"],
  PaymentMessageAssessmentFailed: ["MessageId", "EndToEndId"],
  PaymentMessageValidationFailed: ["MessageId", "EndToEndId"],
  InboundHeldTransaction: ["EndToEndTransactionId", "TimestampCreated"],
  OutboundHeldTransaction: ["EndToEndTransactionId", "TimestampCreated"],
};

/**
 * A webhook as an inbox of `@countersign/delivery` takes it. Its key is the message's type with the ids by which
 * ClearBank tells messages apart, where those are known, else the hash of all but the nonce, which is another one
 * with each delivery. ClearBank delivers in any order, so that messages are kept in order by nothing.
 *
 * @example
 * ```ts
 * const handle = createWebhookHandler({
 *   verifier,
 *   signer,
 *   accept: async (webhook) => void (await inbox.accept(await toInboxMessage(webhook, new Date()))),
 * });
 * ```
 * @see ClearBank, "Handling duplicate webhooks"
 */
export async function toInboxMessage(
  { type, version, payload, rawBody }: ClearBankWebhook,
  receivedAt: Date,
): Promise<InboxMessage> {
  const content = withoutNonce(rawBody);
  const ids = readIds(identifyingMembers[type] ?? [], payload) ?? [encodeBase64(await sha256(content))];
  return {
    source: "clearbank",
    type,
    version: String(version),
    key: [type, version, ...ids].join(" "),
    body: rawBody,
    content,
    receivedAt,
  };
}

function readIds(names: readonly string[], payload: unknown): string[] | undefined {
  const members = (payload ?? {}) as Readonly<Record<string, unknown>>;
  const ids = names.map((name) => members[name]).filter((id) => typeof id === "string" && id !== "");
  return ids.length > 0 ? (ids as string[]) : undefined;
}

function withoutNonce(rawBody: Uint8Array): Uint8Array {
  const json = new TextDecoder().decode(rawBody);
  const nonce = findNonce(json);
  if (!nonce) return rawBody;
  const rest = json.slice(0, nonce.start) + json.slice(nonce.start + nonce.digits.length);
  return new TextEncoder().encode(rest);
}
