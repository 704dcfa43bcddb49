import { timingSafeEqual } from "node:crypto";
import type { SandboxContext } from "../context.js";
import { sha256 } from "../wire/rsa.js";
import { checkCertificate, type UploadedCertificate } from "./certificate-policy.js";
import type { Service, Subscription } from "./state.js";

export const services: readonly Service[] = ["PIS", "AIS", "IDEAL", "VOP"];

/** How a subscription's party is written in a version 1 Id header: `433`, or `433:5` with a sub id. */
export function partyId({ initiatingPartyId, subId }: Subscription): string {
  return subId === undefined ? initiatingPartyId : `${initiatingPartyId}:${subId}`;
}

/** The version 2 client id. */
export function clientId(subscription: Subscription): string {
  return `${subscription.tenant}-${partyId(subscription)}`;
}

/** The subscriptions of the back office, with their certificates and secrets. */
export class Subscriptions {
  readonly #context: SandboxContext;

  constructor(context: SandboxContext) {
    this.#context = context;
  }

  create(settings: Omit<Subscription, "id" | "certificates">): Subscription {
    const subscription = { id: this.#context.random.uuid(), ...settings, certificates: [] };
    this.#list.push(subscription);
    this.#context.store.changed();
    return subscription;
  }

  byId(id: string): Subscription | undefined {
    return this.#list.find((each) => each.id === id);
  }

  byParty(client: string, id: string): Subscription | undefined {
    return this.#list.find((each) => each.client === client && partyId(each) === id);
  }

  byClientId(id: string): Subscription | undefined {
    return this.#list.find((each) => clientId(each) === id);
  }

  /** Keeps the certificate unless it breaks the policy. */
  uploadCertificate(subscription: Subscription, pem: string): UploadedCertificate {
    const uploaded = checkCertificate(pem, this.#context.now());
    const { thumbprint, certificate, violations } = uploaded;
    const isKnown = subscription.certificates.some((each) => each.thumbprint === thumbprint);
    if (violations.length === 0 && !isKnown) {
      subscription.certificates.push({ thumbprint, certificate });
      this.#context.store.changed();
    }
    return uploaded;
  }

  /** A new secret; the one before stops working. Only its hash is kept. */
  generateSecret(subscription: Subscription): string {
    const secret = this.#context.random.bytes(24).toString("base64url");
    subscription.secretHash = sha256(secret).toString("hex");
    this.#context.store.changed();
    return secret;
  }

  secretMatches(subscription: Subscription, secret: string): boolean {
    if (subscription.secretHash === undefined) return false;
    return timingSafeEqual(sha256(secret), Buffer.from(subscription.secretHash, "hex"));
  }

  setNotifications(subscription: Subscription, bearerToken: string, ca: string | undefined): void {
    subscription.notifications = { bearerToken, ...(ca !== undefined && { ca }) };
    this.#context.store.changed();
  }

  get #list(): Subscription[] {
    return this.#context.store.state.worldline.subscriptions;
  }
}
