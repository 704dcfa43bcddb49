import type { SeenId } from "../wire/seen-ids.js";
import { emptyLedger, type Ledger } from "./api/ledger.js";

export interface ApiToken {
  readonly name: string;
  /** Only the hash is kept: the portal shows a token once. */
  readonly tokenHash: string;
  /** PEM of the public key in the certificate request that the token was made for. */
  readonly publicKey: string;
  readonly expiresAt: string;
}

/** Where webhooks of one type go. */
export interface WebhookRegistration {
  readonly type: string;
  readonly url: string;
  /** PEM that the listener's certificate is checked with; node's own list where there is none. */
  readonly ca?: string;
  readonly status: "Enabled" | "Disabled";
}

/** What one institution has, apart from everyone else's. */
export interface InstitutionState {
  readonly id: string;
  /** PEM of the private key that its webhooks are signed with. */
  readonly webhookKey: string;
  readonly tokens: ApiToken[];
  readonly webhooks: WebhookRegistration[];
  readonly requestIds: SeenId[];
  readonly ledger: Ledger;
}

export interface ClearBankState {
  readonly institutions: InstitutionState[];
}

export function emptyInstitution(id: string, webhookKey: string): InstitutionState {
  return { id, webhookKey, tokens: [], webhooks: [], requestIds: [], ledger: emptyLedger() };
}
