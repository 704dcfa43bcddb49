import { addYears } from "../calendar.js";
import type { SandboxContext } from "../context.js";
import { checkCertificateRequest } from "../pki/csr.js";
import { Refusal } from "../wire/refusal.js";
import { sha256 } from "../wire/rsa.js";
import { receiverUrlProblem } from "../wire/webhook-url.js";
import * as rules from "./rules.js";
import type { WebhookRegistration } from "./state.js";

export interface GeneratedToken {
  readonly token: string;
  readonly name: string;
  readonly expiresAt: string;
}

/** What a person does at Institution > Certificates and Tokens, and at Webhook Management. */
export class ClearBankPortal {
  readonly #context: SandboxContext;

  constructor(context: SandboxContext) {
    this.#context = context;
  }

  async generateToken(csr: string, name: string, expiresAt: Date | undefined): Promise<GeneratedToken> {
    const { now, random, store } = this.#context;
    const created = now();
    const latest = addYears(created, 1);
    const expiry = expiresAt ?? latest;
    if (expiry <= created || expiry > latest) {
      throw new Refusal(
        rules.tokenExpiry,
        `Expected an expiry after now and up to ${latest.toISOString()}, got ${expiry.toISOString()}.`,
      );
    }
    const { csrFormat: format, csrSignature: signature, csrKey: key } = rules;
    const { publicKey } = await checkCertificateRequest(csr, { format, signature, key }, ["rsa"]);
    const token = random.bytes(48).toString("base64url");
    store.state.clearbank.tokens.push({
      name,
      tokenHash: sha256(token).toString("hex"),
      publicKey: publicKey.export({ type: "spki", format: "pem" }) as string,
      expiresAt: expiry.toISOString(),
    });
    store.changed();
    return { token, name, expiresAt: expiry.toISOString() };
  }

  registerWebhook(registration: WebhookRegistration): void {
    const problem = receiverUrlProblem(registration.url);
    if (problem !== undefined) throw new Refusal(rules.webhookUrl, `The listener's URL ${problem}.`);
    const { webhooks } = this.#context.store.state.clearbank;
    const index = webhooks.findIndex(({ type }) => type === registration.type);
    webhooks.splice(index === -1 ? webhooks.length : index, 1, registration);
    this.#context.store.changed();
  }

  findWebhook(type: string): WebhookRegistration | undefined {
    return this.#context.store.state.clearbank.webhooks.find((each) => each.type === type);
  }
}
