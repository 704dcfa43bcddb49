import { timingSafeEqual } from "node:crypto";
import type { SandboxContext } from "../context.js";
import { sha256 } from "../wire/rsa.js";
import { checkCertificate, type UploadedCertificate } from "./certificate-policy.js";
import type { Merchant, NotificationSettings, Service, Subscription } from "./state.js";

export const services: readonly Service[] = ["PIS", "AIS", "IDEAL", "VOP"];

/** What a subscription is created with. */
export interface SubscriptionSettings {
  readonly initiatingPartyId: string;
  readonly subId?: string;
  /** The client's name in version 1 requests. */
  readonly client: string;
  /** The first part of the version 2 client id; the client's name by default. */
  readonly tenant?: string;
  readonly services: readonly Service[];
}

/** How a subscription's party is written in a version 1 Id header: `433`, or `433:5` with a sub id. */
export function partyId({
  initiatingPartyId,
  subId,
}: Pick<Subscription, "initiatingPartyId" | "subId">): string {
  return subId === undefined ? initiatingPartyId : `${initiatingPartyId}:${subId}`;
}

/** The version 2 client id. */
export function clientId(subscription: Subscription): string {
  return `${subscription.tenant}-${partyId(subscription)}`;
}

/** The back office's merchants and their subscriptions, with their certificates and secrets. */
export class Subscriptions {
  readonly #context: SandboxContext;

  constructor(context: SandboxContext) {
    this.#context = context;
  }

  create({ tenant, ...settings }: SubscriptionSettings): Subscription {
    const owner = this.#merchantOf(tenant ?? settings.client, settings.initiatingPartyId);
    const subscription: Subscription = {
      id: this.#context.random.uuid(),
      merchantId: owner.id,
      ...settings,
      tenant: owner.tenant,
      certificates: [],
      isActive: true,
      hasRefunds: true,
    };
    this.#list.push(subscription);
    this.#context.store.changed();
    return subscription;
  }

  /** The subscription that a new one would overlap with: each service is had once. */
  findOverlap({
    initiatingPartyId,
    subId,
    client,
    tenant,
    services,
  }: SubscriptionSettings): Subscription | undefined {
    return this.#list.find(
      (each) =>
        each.initiatingPartyId === initiatingPartyId &&
        each.subId === subId &&
        (each.client === client || each.tenant === (tenant ?? client)) &&
        each.services.some((service) => services.includes(service)),
    );
  }

  list(): readonly Subscription[] {
    return this.#list;
  }

  byId(id: string): Subscription | undefined {
    return this.#list.find((each) => each.id === id);
  }

  /** What one party of a client has: a subscription for each service, or one for several. */
  byParty(client: string, id: string): readonly Subscription[] {
    return this.#list.filter((each) => each.client === client && partyId(each) === id);
  }

  /** A merchant's subscriptions; of the one sub id where it is given, else all of them. */
  ofMerchant(merchantId: string, subId?: string): readonly Subscription[] {
    return this.#list.filter(
      (each) => each.merchantId === merchantId && (subId === undefined || each.subId === subId),
    );
  }

  merchant(id: string): Merchant | undefined {
    return this.#merchants.find((each) => each.id === id);
  }

  /** Keeps the certificate unless it breaks the policy. */
  uploadCertificate(owner: Merchant | Subscription, pem: string): UploadedCertificate {
    const uploaded = checkCertificate(pem, this.#context.now());
    const { thumbprint, certificate, violations } = uploaded;
    const isKnown = owner.certificates.some((each) => each.thumbprint === thumbprint);
    if (violations.length === 0 && !isKnown) {
      owner.certificates.push({ thumbprint, certificate });
      this.#context.store.changed();
    }
    return uploaded;
  }

  /** Every certificate of the back office, for whoever has to be recognised before it says who it is. */
  hasCertificate(thumbprint: string): boolean {
    return [...this.#merchants, ...this.#list].some(({ certificates }) =>
      certificates.some((each) => each.thumbprint === thumbprint),
    );
  }

  /** A new secret; the one before stops working. Only its hash is kept. */
  generateSecret(merchant: Merchant): string {
    const secret = this.#context.random.bytes(24).toString("base64url");
    merchant.secretHash = sha256(secret).toString("hex");
    this.#context.store.changed();
    return secret;
  }

  secretMatches(merchant: Merchant, secret: string): boolean {
    if (merchant.secretHash === undefined) return false;
    return timingSafeEqual(sha256(secret), Buffer.from(merchant.secretHash, "hex"));
  }

  setNotifications(subscription: Subscription, settings: NotificationSettings): void {
    subscription.notifications = settings;
    this.#context.store.changed();
  }

  change(
    subscription: Subscription,
    changes: Partial<Pick<Subscription, "isActive" | "hasRefunds" | "amountLimit" | "returnUrl">>,
  ): void {
    Object.assign(subscription, changes);
    this.#context.store.changed();
  }

  #merchantOf(tenant: string, initiatingPartyId: string): Merchant {
    const id = `${tenant}-${initiatingPartyId}`;
    const known = this.merchant(id);
    if (known !== undefined) return known;
    const created = { id, tenant, initiatingPartyId, certificates: [] };
    this.#merchants.push(created);
    return created;
  }

  get #list(): Subscription[] {
    return this.#context.store.state.worldline.subscriptions;
  }

  get #merchants(): Merchant[] {
    return this.#context.store.state.worldline.merchants;
  }
}
