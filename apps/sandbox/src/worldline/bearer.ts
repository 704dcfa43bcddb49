import type { SandboxContext } from "../context.js";
import { bearerToken, type Exchange } from "../wire/exchange.js";
import { quoted, Refusal } from "../wire/refusal.js";
import * as rules from "./message-rules.js";
import type { KeptCertificate, Service, Subscription } from "./state.js";
import type { Subscriptions } from "./subscriptions.js";
import type { TokenV1 } from "./token-v1.js";
import type { TokenV2 } from "./token-v2.js";

/** What a bearer token allows, whichever version it is of. */
export interface Grant {
  readonly merchantId: string;
  /** Where it is there, the token is good for this sub id only. */
  readonly subId?: string;
  readonly services: readonly Service[];
  /** What the client's messages may be signed with. */
  readonly certificates: readonly KeptCertificate[];
}

export interface Tokens {
  readonly v1: TokenV1;
  readonly v2: TokenV2;
  readonly subscriptions: Subscriptions;
}

/** What the request's bearer token allows. */
export function requireGrant(exchange: Exchange, tokens: Tokens, { now }: SandboxContext): Grant {
  const token = bearerToken(exchange);
  if (token === undefined) {
    throw new Refusal(rules.bearerMissing, "Expected Authorization: Bearer and a token.");
  }
  const found = readV1(token, tokens) ?? readV2(token, tokens, now());
  if (found === undefined) {
    throw new Refusal(
      rules.bearerUnknown,
      "The bearer token was not issued here, or was revoked; request one.",
    );
  }
  if (found.isExpired) {
    throw new Refusal(rules.bearerExpired, "The bearer token has expired; request a new one.");
  }
  return found.grant;
}

/** Refuses a token that is for none of these services. */
export function requireService(grant: Grant, services: readonly Service[]): void {
  if (services.some((service) => grant.services.includes(service))) return;
  const got = quoted(grant.services.join(" "));
  throw new Refusal(
    rules.bearerService,
    `Expected a token for ${services.join(" or ")}, got one for ${got}.`,
  );
}

/** The subscription of the grant's merchant that has the service, of the sub id where one is named. */
export function subscriptionFor(
  grant: Grant,
  service: Service,
  subId: string | undefined,
  subscriptions: Subscriptions,
): Subscription {
  requireService(grant, [service]);
  if (grant.subId !== undefined && subId !== undefined && subId !== grant.subId) {
    throw new Refusal(
      rules.partySub,
      `The token is for the sub id ${quoted(grant.subId)} only, got ${quoted(subId)}.`,
    );
  }
  const offered = subscriptions
    .ofMerchant(grant.merchantId)
    .filter((each) => each.services.includes(service));
  const found = offered.find((each) => each.subId === (grant.subId ?? subId));
  if (found === undefined) {
    const subs = offered.map((each) => each.subId ?? "none").join(", ");
    throw new Refusal(
      rules.partySub,
      `Expected CreditorInformation.InitiatingPartySubId to be one with ${service} (${subs}), got ${quoted(subId ?? "")}.`,
    );
  }
  if (!found.isActive) throw new Refusal(rules.partyInactive, "The subscription is not active.");
  return found;
}

interface FoundToken {
  readonly grant: Grant;
  readonly isExpired: boolean;
}

function readV1(token: string, { v1, subscriptions }: Tokens): FoundToken | undefined {
  const found = v1.find(token);
  const subscription = found && subscriptions.byId(found.subscriptionId);
  if (found === undefined || subscription === undefined) return undefined;
  const { merchantId, subId, certificates } = subscription;
  return {
    grant: { merchantId, ...(subId !== undefined && { subId }), services: [found.app], certificates },
    isExpired: v1.isExpired(found),
  };
}

function readV2(token: string, { v2, subscriptions }: Tokens, now: Date): FoundToken | undefined {
  const claims = v2.read(token);
  const merchant = claims && subscriptions.merchant(`${claims.tenant}-${claims.initiatingParty}`);
  if (claims === undefined || merchant === undefined) return undefined;
  const subId = /:(.+)$/.exec(String(claims.clientId))?.[1];
  const own = subscriptions.ofMerchant(merchant.id, subId).flatMap(({ certificates }) => certificates);
  return {
    grant: {
      merchantId: merchant.id,
      ...(subId !== undefined && { subId }),
      services: String(claims.scope).split(/[\s,]+/) as Service[],
      certificates: [...merchant.certificates, ...own],
    },
    isExpired: now.getTime() >= Number(claims.exp) * 1000,
  };
}
