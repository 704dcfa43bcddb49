import type { SandboxContext } from "../context.js";
import type { SigningKey } from "../pki/institution-keys.js";
import { type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import { requireDistinctFields } from "../wire/form.js";
import { type Claims, readJwt, signJwt } from "../wire/jwt.js";
import { quoted, Refusal } from "../wire/refusal.js";
import * as rules from "./rules.js";
import type { Subscription } from "./state.js";
import { clientId, type Subscriptions, services } from "./subscriptions.js";
import { readSignedRequest, type SignedRequest, verifySignedRequest } from "./token-v2-certificate.js";

const tokenPath = /^\/auth\/realms\/([^/]+)\/protocol\/openid-connect\/token$/;
const realms = ["merchant-clients-qa1-tpp", "merchant-clients-qa2-tpp", "merchant-clients"];
const lifetimeSeconds = 300;

/** Version 2 access tokens: JWTs for one or more services, for a secret or for a signature. */
export class TokenV2 {
  readonly #context: SandboxContext;
  readonly #subscriptions: Subscriptions;
  readonly #key: SigningKey;

  constructor(context: SandboxContext, subscriptions: Subscriptions, key: SigningKey) {
    this.#context = context;
    this.#subscriptions = subscriptions;
    this.#key = key;
  }

  handle(exchange: Exchange): Reply {
    const realm = tokenPath.exec(exchange.path)?.[1];
    if (realm === undefined) {
      throw new Refusal(rules.path, "Expected /auth/realms/{realm}/protocol/openid-connect/token.");
    }
    if (!realms.includes(realm)) {
      throw new Refusal(rules.realm, `Expected the realm ${realms.join(", ")}; got ${quoted(realm)}.`);
    }
    if (exchange.method !== "POST") {
      throw new Refusal(rules.v2Method, `Expected POST, got ${exchange.method}.`);
    }
    const fields = requireFields(exchange);
    const subscription = this.#authenticate(exchange, fields);
    const scopes = this.#requireScopes(fields.get("scope") ?? "", subscription);
    return this.#grant(realm, subscription, scopes);
  }

  /** The claims of a token of this service, expired or not. */
  read(token: string): Claims | undefined {
    return readJwt(token, this.#key.publicKey);
  }

  #authenticate(exchange: Exchange, fields: ReadonlyMap<string, string>): Subscription {
    const secret = fields.get("client_secret");
    // A secret in the form wins over everything else, as it does in Keycloak.
    if (secret !== undefined) return this.#authenticateBySecret(fields.get("client_id"), secret);
    const signed = readSignedRequest(exchange, fields);
    if (signed !== undefined) return this.#authenticateBySignature(exchange, fields, signed);
    if (!fields.get("client_id")) {
      throw new Refusal(rules.v2ClientMissing, "Expected client_id in the form, got none.");
    }
    throw new Refusal(
      rules.v2NoCredentials,
      "Expected client_secret, or a signature by an uploaded certificate.",
    );
  }

  #authenticateBySecret(id: string | undefined, secret: string): Subscription {
    const subscription = this.#requireClient(id);
    if (!this.#subscriptions.secretMatches(subscription, secret)) {
      throw new Refusal(
        rules.v2Secret,
        "The secret is not the latest one that was generated for this client.",
      );
    }
    return subscription;
  }

  #authenticateBySignature(
    exchange: Exchange,
    fields: ReadonlyMap<string, string>,
    signed: SignedRequest,
  ): Subscription {
    const allowed = this.#context.switches.get("worldline.v2Certificate");
    if (allowed !== "both" && allowed !== signed.variant) {
      throw new Refusal(
        rules.v2Variant,
        `Expected date and signature in the ${allowed}, got them in the ${signed.variant}.`,
      );
    }
    const subscription = this.#requireClient(signed.clientId);
    verifySignedRequest(exchange, fields, signed, subscription, this.#context.now());
    return subscription;
  }

  #requireClient(id: string | undefined): Subscription {
    if (!id) throw new Refusal(rules.v2ClientMissing, "Expected client_id, got none.");
    const subscription = this.#subscriptions.byClientId(id);
    if (subscription === undefined) {
      throw new Refusal(rules.v2ClientUnknown, `No subscription has the client id ${quoted(id)}.`);
    }
    return subscription;
  }

  #requireScopes(requested: string, subscription: Subscription): readonly string[] {
    const takesCommas = this.#context.switches.get("worldline.v2ScopeRequest") === "whitespace-or-comma";
    const names = [...new Set(requested.split(takesCommas ? /[\s,]+/ : /\s+/).filter((name) => name !== ""))];
    if (names.length === 0 || !names.every((name) => services.some((service) => service === name))) {
      throw new Refusal(
        rules.v2Scope,
        `Expected services from ${services.join(" ")} with white space between them, got ${quoted(requested)}.`,
      );
    }
    const missing = names.filter((name) => !subscription.services.some((service) => service === name));
    if (missing.length > 0) {
      const got = subscription.services.join(" ");
      throw new Refusal(
        rules.v2ScopeSubscribed,
        `The subscription has no ${missing.join(" ")}; it has ${got}.`,
      );
    }
    return names;
  }

  #grant(realm: string, subscription: Subscription, scopes: readonly string[]): Reply {
    const { now, random, switches, urls } = this.#context;
    const scope = scopes.join(switches.get("worldline.scopeSeparator"));
    const issuedAt = Math.floor(now().getTime() / 1000);
    const claims = {
      exp: issuedAt + lifetimeSeconds,
      iat: issuedAt,
      jti: random.uuid(),
      iss: `${urls().worldline}/auth/realms/${realm}`,
      sub: subscription.id,
      typ: "Bearer",
      azp: clientId(subscription),
      acr: "1",
      scope,
      clientId: clientId(subscription),
      clientHost: "127.0.0.1",
      roles: ["INITP"],
      env: realm,
      initiatingParty: subscription.initiatingPartyId,
      clientAddress: "127.0.0.1",
      tenant: subscription.tenant,
    };
    const answer = {
      access_token: signJwt(claims, this.#key.privateKey, this.#key.publicKey),
      expires_in: lifetimeSeconds,
      refresh_expires_in: 0,
      token_type: "Bearer",
      "not-before-policy": 0,
      scope,
    };
    return jsonReply(200, answer, { "Cache-Control": "no-store", Pragma: "no-cache" });
  }
}

function requireFields(exchange: Exchange): ReadonlyMap<string, string> {
  const fields = requireDistinctFields(exchange, {
    contentType: rules.contentType,
    repeated: rules.v2Repeated,
  });
  const grantType = fields.get("grant_type");
  if (grantType === undefined) {
    throw new Refusal(rules.v2GrantTypeMissing, "Expected grant_type in the form, got none.");
  }
  if (grantType !== "client_credentials") {
    throw new Refusal(rules.grantType, `Expected grant_type client_credentials, got ${quoted(grantType)}.`);
  }
  return fields;
}
