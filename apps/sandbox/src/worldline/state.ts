import type { SeenId } from "../wire/seen-ids.js";

export type Service = "PIS" | "AIS" | "IDEAL" | "VOP";

export interface Subscription {
  readonly id: string;
  readonly initiatingPartyId: string;
  readonly subId?: string;
  /** The client's name in version 1 requests. */
  readonly client: string;
  /** The first part of the version 2 client id. */
  readonly tenant: string;
  readonly services: readonly Service[];
  readonly certificates: { readonly thumbprint: string; readonly certificate: string }[];
  secretHash?: string;
  notifications?: { readonly bearerToken: string; readonly ca?: string };
}

/** A version 1 token. Version 2 tokens carry all of this themselves. */
export interface AccessTokenV1 {
  /** Kept as it is: in its first 50 minutes the same token is handed out again. */
  readonly token: string;
  readonly subscriptionId: string;
  readonly app: string;
  readonly issuedAt: string;
}

export interface Payment {
  readonly id: string;
  readonly subscriptionId: string;
  readonly product: string;
  readonly aspspPaymentId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly notificationUrl?: string;
  status: string;
}

export interface WorldlineState {
  readonly subscriptions: Subscription[];
  accessTokens: AccessTokenV1[];
  readonly payments: Payment[];
  readonly requestIds: SeenId[];
  nextPaymentId: number;
}
