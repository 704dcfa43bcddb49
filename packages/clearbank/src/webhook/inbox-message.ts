import { encodeBase64, sha256 } from "@countersign/crypto-core";
import type { InboxMessage } from "@countersign/delivery";
import type { UnknownEvent } from "./event.js";
import { findNonce } from "./nonce.js";
import { describeWebhook } from "./types/webhook-types.js";
import type { WebhookEnvelope } from "./verify-webhook.js";

/**
 * A webhook as an inbox of `@countersign/delivery` takes it. Its key is the message's type and version with the ids
 * by which ClearBank tells messages of that type apart, where those are known, else with the hash of all but the
 * nonce, which is another one with each delivery. A test webhook (`FITestEvent`) is never a duplicate. ClearBank
 * delivers in any order, so that messages are kept in order by nothing. Its signature and X-Request-Id are kept as
 * headers.
 *
 * @example
 * ```ts
 * const webhook = await verifyWebhook(rawBody, headers, verifier);
 * await inbox.accept(await toInboxMessage(webhook, new Date()));
 * ```
 * @see ClearBank, "Handling duplicate webhooks"
 */
export async function toInboxMessage(
  webhook: Omit<UnknownEvent, "isKnown"> &
    Pick<WebhookEnvelope, "rawBody" | "digitalSignature" | "requestId">,
  receivedAt: Date,
): Promise<InboxMessage> {
  const { type, version, payload, rawBody, digitalSignature, requestId } = webhook;
  const isTest = type === "FITestEvent";
  const content = isTest ? rawBody : withoutNonce(rawBody);
  const ids = readIds(describeWebhook(type, version)?.identity ?? [], payload) ?? [
    encodeBase64(await sha256(content)),
    // Two tests may say the same, and whoever sends the second one looks for it.
    ...(isTest ? [requestId ?? "", receivedAt.toISOString()] : []),
  ];
  return {
    source: "clearbank",
    type,
    version: String(version),
    key: [type, version, ...ids].join(" "),
    body: rawBody,
    content,
    headers: {
      digitalsignature: digitalSignature,
      ...(requestId !== undefined && { "x-request-id": requestId }),
    },
    receivedAt,
  };
}

/** Undefined where one of the members is missing: less than all of them could be the same in two messages. */
function readIds(paths: readonly string[], payload: unknown): readonly string[] | undefined {
  const ids = paths.map((path) => textsAt(payload, path.split(".")));
  return ids.length > 0 && ids.every(({ length }) => length > 0) ? ids.flat() : undefined;
}

function textsAt(value: unknown, path: readonly string[]): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((item) => textsAt(item, path));
  const [name, ...rest] = path;
  if (name === undefined) return typeof value === "string" && value !== "" ? [value] : [];
  const members = value as Readonly<Record<string, unknown>> | null | undefined;
  // One message may come in either spelling of AssesmentFailure.
  return textsAt(members?.[name] ?? members?.[name.replace("Asses", "Assess")], rest);
}

function withoutNonce(rawBody: Uint8Array): Uint8Array {
  const json = new TextDecoder().decode(rawBody);
  const nonce = findNonce(json);
  if (!nonce) return rawBody;
  const rest = json.slice(0, nonce.start) + json.slice(nonce.start + nonce.digits.length);
  return new TextEncoder().encode(rest);
}
