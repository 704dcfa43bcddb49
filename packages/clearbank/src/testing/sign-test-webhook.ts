import type { Signer } from "@countersign/crypto-core";
import { signBody } from "../client/signed-body.js";
import { writeJson } from "../json/wire-json.js";
import type { WebhookType } from "../webhook/event.js";
import { exampleValues } from "./example-values.js";
import { exampleWebhook, webhookTypeNames } from "./example-webhook.js";

/** What a test webhook says, and how it is delivered. */
export interface TestWebhook {
  /** One of {@link webhookTypeNames}; any other name needs `version` and `payload` too. */
  readonly type: string;
  /** The latest that is known by default. */
  readonly version?: number;
  /** {@link exampleWebhook}'s by default. Amounts are text, and are numbers with the same digits on the wire. */
  readonly payload?: unknown;
  /** Digits; 8553416320 by default, which 32 bits do not hold. */
  readonly nonce?: string;
  /** The key that plays ClearBank's; its public half is what the handler verifies with. */
  readonly signer: Signer;
  /** X-Request-Id; a UUID that depends on the body by default. */
  readonly requestId?: string;
  /** 1 by default. */
  readonly deliveryAttempt?: number;
  /** What was wrong with the attempt before, such as `Timeout`; none by default. */
  readonly retryReason?: string;
}

/** A request as ClearBank would send it: POST it. */
export interface SignedTestWebhook {
  /** The bytes that were signed. */
  readonly body: Uint8Array<ArrayBuffer>;
  /** The signature among them; names in lower case. */
  readonly headers: Record<string, string>;
}

/**
 * Makes a webhook as ClearBank would send it, signed with a key of the test's own: for tests of a handler, without
 * ClearBank.
 *
 * @throws TypeError where the nonce is no whole number, or an unknown type comes without version and payload.
 * @example
 * ```ts
 * const { privateKey, publicKey } = await generateKeyPair();
 * const { body, headers } = await signTestWebhook({
 *   type: "TransactionSettled",
 *   signer: await importSigner(privateKey),
 * });
 * const response = await handle(new Request("https://us.example/webhooks", { method: "POST", body, headers }));
 * ```
 */
export async function signTestWebhook(webhook: TestWebhook): Promise<SignedTestWebhook> {
  const { type, nonce = "8553416320", signer, deliveryAttempt = 1, retryReason } = webhook;
  const { version, payload } = { ...exampleOf(webhook), ...given(webhook) };
  if (!/^(0|[1-9]\d*)$/.test(nonce)) throw new TypeError("The nonce must be the digits of one whole number.");
  const json = `{"Type":${JSON.stringify(type)},"Version":${version},"Payload":${writeJson(payload)},"Nonce":${nonce}}`;
  const { bytes, digitalSignature } = await signBody(new TextEncoder().encode(json), signer);
  const headers = {
    "content-type": "application/json",
    digitalsignature: digitalSignature,
    "x-request-id": webhook.requestId ?? exampleValues(json).guid(),
    "x-delivery-attempt": String(deliveryAttempt),
    ...(retryReason !== undefined && { "x-retry-reason": retryReason }),
  };
  return { body: bytes, headers };
}

function exampleOf({
  type,
  version,
  payload,
}: TestWebhook): { version: number; payload: unknown } | undefined {
  if ((webhookTypeNames as readonly string[]).includes(type)) return exampleWebhook(type as WebhookType);
  if (version !== undefined && payload !== undefined) return undefined;
  throw new TypeError(`No type of webhook is called "${type}": give its version and payload.`);
}

function given({ version, payload }: TestWebhook): { version?: number; payload?: unknown } {
  return { ...(version !== undefined && { version }), ...(payload !== undefined && { payload }) };
}
