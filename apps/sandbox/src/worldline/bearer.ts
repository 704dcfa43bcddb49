import type { SandboxContext } from "../context.js";
import { bearerToken, type Exchange } from "../wire/exchange.js";
import { quoted, Refusal } from "../wire/refusal.js";
import * as rules from "./rules.js";
import type { Subscription } from "./state.js";
import type { Subscriptions } from "./subscriptions.js";
import type { TokenV1 } from "./token-v1.js";
import type { TokenV2 } from "./token-v2.js";

const paymentServices = ["PIS", "IDEAL"];

/** The subscription behind the bearer token of a payment request, whichever version the token is of. */
export function requireSubscription(
  exchange: Exchange,
  tokens: { v1: TokenV1; v2: TokenV2; subscriptions: Subscriptions },
  { now }: SandboxContext,
): Subscription {
  const token = bearerToken(exchange);
  if (token === undefined) {
    throw new Refusal(rules.bearerMissing, "Expected Authorization: Bearer and a token.");
  }
  const found = readV1(token, tokens.v1) ?? readV2(token, tokens.v2, now());
  const subscription = found && tokens.subscriptions.byId(found.subscriptionId);
  if (found === undefined || subscription === undefined) {
    throw new Refusal(
      rules.bearerUnknown,
      "The bearer token was not issued here, or was revoked; request one.",
    );
  }
  if (found.isExpired) {
    throw new Refusal(rules.bearerExpired, "The bearer token has expired; request a new one.");
  }
  if (!found.services.some((service) => paymentServices.includes(service))) {
    const got = quoted(found.services.join(" "));
    throw new Refusal(
      rules.bearerService,
      `Expected a token for ${paymentServices.join(" or ")}, got one for ${got}.`,
    );
  }
  return subscription;
}

interface FoundToken {
  readonly subscriptionId: string;
  readonly services: readonly string[];
  readonly isExpired: boolean;
}

function readV1(token: string, v1: TokenV1): FoundToken | undefined {
  const found = v1.find(token);
  return (
    found && { subscriptionId: found.subscriptionId, services: [found.app], isExpired: v1.isExpired(found) }
  );
}

function readV2(token: string, v2: TokenV2, now: Date): FoundToken | undefined {
  const claims = v2.read(token);
  return (
    claims && {
      subscriptionId: String(claims.sub),
      services: String(claims.scope).split(/[\s,]+/),
      isExpired: now.getTime() >= Number(claims.exp) * 1000,
    }
  );
}
