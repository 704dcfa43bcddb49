import { addYears } from "../calendar.js";
import { checkCertificateRequest } from "../pki/csr.js";
import { Refusal } from "../wire/refusal.js";
import { sha256 } from "../wire/rsa.js";
import { receiverUrlProblem, secretQueryParameter } from "../wire/webhook-url.js";
import type { ClearBankInstitution } from "./institution.js";
import * as rules from "./rules.js";
import type { WebhookRegistration } from "./state.js";

export interface TokenRequest {
  /** PKCS#10, PEM. */
  readonly csr: string;
  readonly name: string;
  /** In a year by default, which is also the latest. */
  readonly expiresAt?: Date;
}

export interface GeneratedToken {
  readonly token: string;
  readonly name: string;
  readonly expiresAt: string;
}

/** Institution > Certificates and Tokens. @throws Refusal where the certificate request or the expiry will not do */
export async function generateToken(
  { context, state }: ClearBankInstitution,
  { csr, name, expiresAt }: TokenRequest,
): Promise<GeneratedToken> {
  const created = context.now();
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
  const token = context.random.bytes(48).toString("base64url");
  state.tokens.push({
    name,
    tokenHash: sha256(token).toString("hex"),
    publicKey: publicKey.export({ type: "spki", format: "pem" }) as string,
    expiresAt: expiry.toISOString(),
  });
  context.store.changed();
  return { token, name, expiresAt: expiry.toISOString() };
}

/** Institution > Webhook Management. @throws Refusal where the URL will not do */
export function registerWebhook(
  { changed, state }: ClearBankInstitution,
  registration: WebhookRegistration,
): void {
  const problem = receiverUrlProblem(registration.url);
  if (problem !== undefined) throw new Refusal(rules.webhookUrl, `The listener's URL ${problem}.`);
  const secret = secretQueryParameter(registration.url);
  if (secret !== undefined) {
    throw new Refusal(
      rules.webhookUrlSecret,
      `The listener's URL has the query parameter ${JSON.stringify(secret)}, which looks like a secret.`,
    );
  }
  const index = state.webhooks.findIndex(({ type }) => type === registration.type);
  state.webhooks.splice(index === -1 ? state.webhooks.length : index, 1, registration);
  changed();
}
