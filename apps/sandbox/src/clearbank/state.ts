import type { SeenId } from "../wire/seen-ids.js";

export interface ApiToken {
  readonly name: string;
  /** Only the hash is kept: the portal shows a token once. */
  readonly tokenHash: string;
  /** PEM of the public key in the certificate request that the token was made for. */
  readonly publicKey: string;
  readonly expiresAt: string;
}

export interface WebhookRegistration {
  readonly type: string;
  readonly url: string;
  readonly ca?: string;
  readonly status: "Enabled" | "Disabled";
}

export interface ClearBankState {
  readonly tokens: ApiToken[];
  readonly webhooks: WebhookRegistration[];
  readonly requestIds: SeenId[];
}
