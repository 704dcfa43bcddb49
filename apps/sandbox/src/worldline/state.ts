import type { KeptIdentity } from "../pki/authority.js";
import type { SeenId } from "../wire/seen-ids.js";

export type Service = "PIS" | "AIS" | "IDEAL" | "VOP";

export interface KeptCertificate {
  readonly thumbprint: string;
  readonly certificate: string;
}

/** An initiating party of a tenant: what version 2 tokens are asked for by. */
export interface Merchant {
  /** `{tenant}-{initiating party id}`: the client id of version 2, without a sub id. */
  readonly id: string;
  readonly tenant: string;
  readonly initiatingPartyId: string;
  readonly certificates: KeptCertificate[];
  secretHash?: string;
}

/** How notifications of a subscription are authorized: one of the back office's four ways. */
export type NotificationAuthentication =
  | { readonly bearerToken: string }
  | {
      readonly tokenUrl: string;
      readonly clientId: string;
      readonly clientSecret: string;
      /** Where the token request has the client's credentials. */
      readonly sentAs: "basic" | "query" | "form";
    };

export interface NotificationSettings {
  readonly authentication: NotificationAuthentication;
  /** PEM of what the receiver's certificate is checked with. */
  readonly ca?: string;
  /** Used where a payment names no debtor token URL of its own. */
  readonly debtorTokenUrl?: string;
}

export interface Subscription {
  readonly id: string;
  readonly merchantId: string;
  readonly initiatingPartyId: string;
  readonly subId?: string;
  /** The client's name in version 1 requests. */
  readonly client: string;
  /** The first part of the version 2 client id. */
  readonly tenant: string;
  readonly services: readonly Service[];
  readonly certificates: KeptCertificate[];
  isActive: boolean;
  /** Whether refunds are part of it. */
  hasRefunds: boolean;
  /** The most that one payment may be; no limit where there is none. */
  amountLimit?: string;
  /** Where payers go back to when a payment does not say. */
  returnUrl?: string;
  notifications?: NotificationSettings;
}

/** A version 1 token. Version 2 tokens carry all of this themselves. */
export interface AccessTokenV1 {
  /** Kept as it is: in its first 50 minutes the same token is handed out again. */
  readonly token: string;
  readonly subscriptionId: string;
  readonly app: Service;
  readonly issuedAt: string;
}

/** What a fast checkout asks the payer's bank for. */
export interface ExpectedCheckoutData {
  readonly FirstName: boolean;
  readonly LastName: boolean;
  readonly PhoneNumber: boolean;
  readonly Email: boolean;
  readonly ShippingAddress: boolean;
  readonly BillingAddress: boolean;
}

export interface Payment {
  readonly id: string;
  /** The last part of the bank page's address: only who was sent there knows it. */
  readonly pageId: string;
  readonly subscriptionId: string;
  readonly service: "PIS" | "IDEAL";
  readonly product: string;
  readonly amount: string;
  readonly currency: string;
  /** Whether the amount could have been changed by the payer. */
  readonly isAmountOpen: boolean;
  readonly description?: string;
  readonly referenceId?: string;
  readonly endToEndId?: string;
  readonly aspspPaymentId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** The whole address, `/notification/status` included. */
  readonly notificationUrl?: string;
  readonly debtorTokenUrl?: string;
  readonly returnUrl?: string;
  readonly psuId?: string;
  readonly expectedCheckoutData?: ExpectedCheckoutData;
  /** Whether the initiating party asked for its confirmation to be taken as given. */
  readonly isConfirmedAhead: boolean;
  /** Absent until the payer has chosen. */
  bankId?: string;
  status: string;
}

export interface Refund {
  readonly id: string;
  readonly subscriptionId: string;
  readonly referenceId: string;
  readonly payments: readonly { readonly paymentId: string; readonly amount: string }[];
  status: string;
}

/** A payer that a merchant's system knows by an id, and what its bank remembers. */
export interface Debtor {
  readonly merchantId: string;
  readonly psuId: string;
  readonly bankId: string;
  readonly debtorToken: string;
}

export interface WorldlineState {
  readonly merchants: Merchant[];
  readonly subscriptions: Subscription[];
  accessTokens: AccessTokenV1[];
  readonly payments: Payment[];
  readonly refunds: Refund[];
  readonly debtors: Debtor[];
  readonly requestIds: SeenId[];
  /** The service's certificates beside the first one, oldest first. */
  readonly serviceKeys: KeptIdentity[];
  /** The thumbprint of the one that signs; the first one's where it is empty. */
  signsWith: string;
  nextPaymentId: number;
}

export function emptyWorldline(): WorldlineState {
  return {
    merchants: [],
    subscriptions: [],
    accessTokens: [],
    payments: [],
    refunds: [],
    debtors: [],
    requestIds: [],
    serviceKeys: [],
    signsWith: "",
    nextPaymentId: 141110,
  };
}
