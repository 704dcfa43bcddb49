import type { SandboxContext } from "../context.js";
import { type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import { requireForm } from "../wire/form.js";
import { quoted, Refusal } from "../wire/refusal.js";
import * as connectionRules from "./connection-rules.js";
import { parseTokenDate } from "./date-formats.js";
import { parseAuthorization } from "./signature-header.js";
import type { AccessTokenV1, Service, Subscription } from "./state.js";
import type { Subscriptions } from "./subscriptions.js";
import * as tokenRules from "./token-rules.js";
import { requireCoverage, verifySignature } from "./verify-signature.js";

export const authorizeBase = "/xs2a/routingservice/services/authorize";

const lifetimeMs = 60 * 60_000;
/** From here on a request gets a new token, and the old one lives on beside it. */
const renewableAfterMs = 50 * 60_000;
/** An expired token is remembered for a while: it is answered differently from one that never was. */
const rememberedMs = 24 * 60 * 60_000;
const apps: readonly Service[] = ["PIS", "IDEAL", "AIS"];

/** Version 1 access tokens: opaque, requested with a signed set of headers. */
export class TokenV1 {
  readonly #context: SandboxContext;
  readonly #subscriptions: Subscriptions;

  constructor(context: SandboxContext, subscriptions: Subscriptions) {
    this.#context = context;
    this.#subscriptions = subscriptions;
  }

  handle(exchange: Exchange): Reply {
    const operation = exchange.path.slice(authorizeBase.length);
    if (exchange.method !== "POST" || (operation !== "/token" && operation !== "/revoke")) {
      throw new Refusal(connectionRules.path, `Expected POST ${authorizeBase}/token or /revoke.`);
    }
    const form = requireForm(exchange, tokenRules.contentType);
    const { subscription, app } = this.#authenticate(exchange);
    if (operation === "/revoke") return this.#revoke(subscription, form.fields.get("token") ?? "");
    this.#requireGrantType(form.fields.get("grant_type"), exchange.query.get("grant_type") ?? undefined);
    return this.#grant(subscription, app);
  }

  /** The table has grant_type in the body, the example in the query. */
  #requireGrantType(inForm: string | undefined, inQuery: string | undefined): void {
    const place = this.#context.switches.get("worldline.v1GrantType");
    const values = { either: inForm ?? inQuery, form: inForm, query: inQuery };
    const got = values[place];
    if (got === "client_credentials") return;
    const where = place === "either" ? "form or the query" : place;
    throw new Refusal(
      tokenRules.grantType,
      `Expected grant_type client_credentials in the ${where}, got ${quoted(got ?? "")}.`,
    );
  }

  find(token: string): AccessTokenV1 | undefined {
    return this.#tokens.find((each) => each.token === token);
  }

  isExpired(token: AccessTokenV1): boolean {
    return this.#age(token) >= lifetimeMs;
  }

  #authenticate(exchange: Exchange): { subscription: Subscription; app: Service } {
    const [app, client, id, date, authorization] = ["App", "Client", "Id", "Date", "Authorization"].map(
      (name) => {
        const value = exchange.header(name);
        if (!value) throw new Refusal(tokenRules.headerMissing, `Expected the header ${name}, got none.`);
        return value;
      },
    ) as [string, string, string, string, string];
    const service = apps.find((each) => each === app);
    if (service === undefined) {
      throw new Refusal(tokenRules.app, `Expected App ${apps.join(", ")}; got ${quoted(app)}.`);
    }
    if (parseTokenDate(date) === undefined) throw new Refusal(tokenRules.date, unreadableDate(date));
    const parameters = parseAuthorization(authorization);
    requireCoverage(parameters.headers, [["app", "client", "id", "date"]]);
    const ofParty = this.#subscriptions.byParty(client, id);
    if (ofParty.length === 0) {
      throw new Refusal(
        tokenRules.partyUnknown,
        `No subscription has Client ${quoted(client)} and Id ${quoted(id)}.`,
      );
    }
    const subscription = ofParty.find((each) => each.services.includes(service));
    if (subscription === undefined) {
      const got = ofParty.flatMap((each) => each.services).join(" ");
      throw new Refusal(tokenRules.partyService, `The party has no subscription to ${app}; it has ${got}.`);
    }
    verifySignature(parameters, (name) => exchange.header(name), subscription, this.#context.now());
    if (!subscription.isActive)
      throw new Refusal(tokenRules.partyInactiveV1, "The subscription is not active.");
    return { subscription, app: service };
  }

  #grant(subscription: Subscription, app: Service): Reply {
    const { now, random, store, switches } = this.#context;
    const newest = this.#tokens.findLast(
      (each) => each.subscriptionId === subscription.id && each.app === app,
    );
    let granted = newest;
    if (granted === undefined || this.#age(granted) >= renewableAfterMs) {
      const token = random.bytes(32).toString("hex");
      granted = { token, subscriptionId: subscription.id, app, issuedAt: now().toISOString() };
      const remembered = this.#tokens.filter((each) => this.#age(each) < rememberedMs);
      store.state.worldline.accessTokens = [...remembered, granted];
      store.changed();
    }
    const isFull = switches.get("worldline.v1ExpiresIn") === "full";
    const expiresInMs = isFull ? lifetimeMs : lifetimeMs - this.#age(granted);
    const answer = {
      access_token: granted.token,
      token_type: "Bearer",
      expires_in: Math.floor(expiresInMs / 1000),
    };
    return jsonReply(200, answer, { "Content-Type": "application/json;charset=UTF-8" });
  }

  /** Answers the same whether the token was there or not: the caller wants it gone, and it is. */
  #revoke(subscription: Subscription, token: string): Reply {
    const { store } = this.#context;
    store.state.worldline.accessTokens = this.#tokens.filter(
      (each) => each.token !== token || each.subscriptionId !== subscription.id,
    );
    store.changed();
    return { status: 200, headers: {}, body: "" };
  }

  #age(token: AccessTokenV1): number {
    return this.#context.now().getTime() - Date.parse(token.issuedAt);
  }

  get #tokens(): AccessTokenV1[] {
    return this.#context.store.state.worldline.accessTokens;
  }
}

export function unreadableDate(date: string): string {
  return (
    "Expected a date like 2011-12-03T10:15:30+01:00, Sat Dec 03 10:15:30 CET 2011 or " +
    `Sat, 3 Dec 2011 10:15:30 GMT; got ${quoted(date)}.`
  );
}
