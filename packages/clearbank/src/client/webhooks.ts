import type { Signer } from "@countersign/crypto-core";
import { type ClearBankWebhook, verifyWebhook } from "../webhook/verify-webhook.js";
import {
  type ClearBankWebhookHandlerSettings,
  createClearBankWebhookHandler,
} from "../webhook/webhook-handler.js";
import type { ClearBankCredentials } from "./credentials.js";

/** Webhooks, with the keys that the client has already. */
export interface ClearBankWebhooks {
  /**
   * As {@link verifyWebhook}, with the client's `verifier`.
   *
   * @throws TypeError where the client has none.
   */
  verify(rawBody: Uint8Array, headers: Pick<Headers, "get">): Promise<ClearBankWebhook>;
  /**
   * As {@link createClearBankWebhookHandler}, with the client's `verifier`. Each acknowledgement is signed with the
   * credentials of its moment, so that a rotation needs no second place.
   *
   * @throws TypeError where the client has no `verifier`.
   * @example
   * ```ts
   * const handle = clearbank.webhooks.createHandler({ inbox });
   * createServer(toNodeHandler(handle)).listen(8080);
   * ```
   */
  createHandler(
    settings: Omit<ClearBankWebhookHandlerSettings, "verifier" | "signer">,
  ): ReturnType<typeof createClearBankWebhookHandler>;
}

export function createWebhooks(
  verifier: ClearBankWebhookHandlerSettings["verifier"] | undefined,
  credentials: () => Promise<ClearBankCredentials>,
): ClearBankWebhooks {
  const signer: Signer = {
    algorithm: "rsa-v1_5-sha256",
    sign: async (message, options) => (await credentials()).signer.sign(message, options),
  };
  function requireVerifier(): ClearBankWebhookHandlerSettings["verifier"] {
    if (verifier) return verifier;
    throw new TypeError("the client needs verifier for webhooks: ClearBank's public key, from the portal");
  }
  return {
    verify: async (rawBody, headers) => await verifyWebhook(rawBody, headers, requireVerifier()),
    createHandler: (settings) =>
      createClearBankWebhookHandler({ ...settings, verifier: requireVerifier(), signer }),
  };
}
