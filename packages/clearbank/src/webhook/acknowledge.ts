import type { Signer } from "@countersign/crypto-core";
import { signBody } from "../client/signed-body.js";
import type { ClearBankWebhook } from "./verify-webhook.js";

/**
 * The answer that makes ClearBank take a webhook for received: status 200, the nonce, our signature over it.
 *
 * @see ClearBank, "Response structure"
 */
export async function acknowledge(
  { nonce }: Pick<ClearBankWebhook, "nonce">,
  signer: Signer,
  signal?: AbortSignal,
): Promise<Response> {
  const body = new TextEncoder().encode(`{"Nonce":${nonce}}`);
  const { bytes, digitalSignature } = await signBody(body, signer, signal);
  const headers = {
    "content-type": "application/json",
    "content-length": String(bytes.byteLength),
    digitalsignature: digitalSignature,
  };
  return new Response(bytes, { status: 200, headers });
}
