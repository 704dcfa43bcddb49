import type { SandboxContext } from "../context.js";
import type { SigningKey } from "../pki/institution-keys.js";
import { type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import { requireDistinctFields } from "../wire/form.js";
import { type Claims, readJwt, signJwt } from "../wire/jwt.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { sha256 } from "../wire/rsa.js";
import * as connectionRules from "./connection-rules.js";
import type { Merchant, Service, Subscription } from "./state.js";
import { type Subscriptions, services } from "./subscriptions.js";
import * as tokenRules from "./token-rules.js";
import { readSignedRequest, type SignedRequest, verifySignedRequest } from "./token-v2-certificate.js";

const tokenPath = /^\/auth\/realms\/([^/]+)\/protocol\/openid-connect\/token$/;
const realms = ["merchant-clients-qa1-tpp", "merchant-clients-qa2-tpp", "merchant-clients"];
const lifetimeSeconds = 300;

/** Who asks: a merchant, or one of its sub ids, and what that has. */
interface Client {
  readonly id: string;
  readonly merchant: Merchant;
  readonly subscriptions: readonly [Subscription, ...Subscription[]];
}

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
      throw new Refusal(connectionRules.path, "Expected /auth/realms/{realm}/protocol/openid-connect/token.");
    }
    if (!realms.includes(realm)) {
      throw new Refusal(tokenRules.realm, `Expected the realm ${realms.join(", ")}; got ${quoted(realm)}.`);
    }
    if (exchange.method !== "POST") {
      throw new Refusal(tokenRules.v2Method, `Expected POST, got ${exchange.method}.`);
    }
    const fields = requireFields(exchange);
    const client = this.#authenticate(exchange, fields);
    const scopes = this.#requireScopes(fields.get("scope") ?? "", client);
    return this.#grant(realm, client, scopes);
  }

  /** The claims of a token of this service, expired or not. */
  read(token: string): Claims | undefined {
    return readJwt(token, this.#key.publicKey);
  }

  #authenticate(exchange: Exchange, fields: ReadonlyMap<string, string>): Client {
    const secret = fields.get("client_secret");
    // A secret in the form wins over everything else, as it does in Keycloak.
    if (secret !== undefined) return this.#authenticateBySecret(fields.get("client_id"), secret);
    const signed = readSignedRequest(exchange, fields);
    if (signed !== undefined) return this.#authenticateBySignature(exchange, fields, signed);
    if (!fields.get("client_id")) {
      throw new Refusal(tokenRules.v2ClientMissing, "Expected client_id in the form, got none.");
    }
    throw new Refusal(
      tokenRules.v2NoCredentials,
      "Expected client_secret, or a signature by an uploaded certificate.",
    );
  }

  #authenticateBySecret(id: string | undefined, secret: string): Client {
    const client = this.#requireClient(id);
    if (!this.#subscriptions.secretMatches(client.merchant, secret)) {
      throw new Refusal(
        tokenRules.v2Secret,
        "The secret is not the latest one that was generated for this client.",
      );
    }
    return client;
  }

  #authenticateBySignature(
    exchange: Exchange,
    fields: ReadonlyMap<string, string>,
    signed: SignedRequest,
  ): Client {
    const allowed = this.#context.switches.get("worldline.v2Certificate");
    if (allowed !== "both" && allowed !== signed.variant) {
      throw new Refusal(
        tokenRules.v2Variant,
        `Expected date and signature in the ${allowed}, got them in the ${signed.variant}.`,
      );
    }
    const found = this.#requireClient(signed.clientId);
    const [{ client }] = found.subscriptions;
    const id = found.id.slice(found.merchant.tenant.length + 1);
    verifySignedRequest(
      exchange,
      fields,
      signed,
      { merchant: found.merchant, client, id },
      this.#context.now(),
    );
    return found;
  }

  #requireClient(id: string | undefined): Client {
    if (!id) throw new Refusal(tokenRules.v2ClientMissing, "Expected client_id, got none.");
    const [merchantId = "", subId] = id.split(":");
    const merchant = this.#subscriptions.merchant(merchantId);
    const [first, ...others] = this.#subscriptions.ofMerchant(merchantId, subId);
    if (merchant === undefined || first === undefined) {
      throw new Refusal(tokenRules.v2ClientUnknown, `No subscription has the client id ${quoted(id)}.`);
    }
    return { id, merchant, subscriptions: [first, ...others] };
  }

  #requireScopes(requested: string, { subscriptions }: Client): readonly string[] {
    const takesCommas = this.#context.switches.get("worldline.v2ScopeRequest") === "whitespace-or-comma";
    const names = [...new Set(requested.split(takesCommas ? /[\s,]+/ : /\s+/).filter((name) => name !== ""))];
    if (names.length === 0 || !names.every((name) => services.some((service) => service === name))) {
      throw new Refusal(
        tokenRules.v2Scope,
        `Expected services from ${services.join(" ")} with white space between them, got ${quoted(requested)}.`,
      );
    }
    const active = subscriptions.filter(({ isActive }) => isActive);
    const has: readonly Service[] = active.flatMap((each) => each.services);
    const missing = names.filter((name) => !has.some((service) => service === name));
    if (missing.length > 0) {
      throw new Refusal(
        tokenRules.v2ScopeSubscribed,
        `The client has no active subscription to ${missing.join(" ")}; it has ${has.join(" ")}.`,
      );
    }
    return names;
  }

  #grant(realm: string, { id, merchant }: Client, scopes: readonly string[]): Reply {
    const { now, random, switches, urls } = this.#context;
    const scope = scopes.join(switches.get("worldline.scopeSeparator"));
    const issuedAt = Math.floor(now().getTime() / 1000);
    const claims = {
      exp: issuedAt + lifetimeSeconds,
      iat: issuedAt,
      jti: random.uuid(),
      iss: `${urls().worldline}/auth/realms/${realm}`,
      sub: subjectOf(id),
      typ: "Bearer",
      azp: id,
      acr: "1",
      scope,
      clientId: id,
      clientHost: "127.0.0.1",
      roles: ["INITP"],
      env: realm,
      initiatingParty: merchant.initiatingPartyId,
      clientAddress: "127.0.0.1",
      tenant: merchant.tenant,
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

/** A UUID, as of an account of the authentication service, and always the same for a client. */
function subjectOf(clientId: string): string {
  const hex = sha256(clientId).toString("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

function requireFields(exchange: Exchange): ReadonlyMap<string, string> {
  const fields = requireDistinctFields(exchange, {
    contentType: tokenRules.contentType,
    repeated: tokenRules.v2Repeated,
  });
  const grantType = fields.get("grant_type");
  if (grantType === undefined) {
    throw new Refusal(tokenRules.v2GrantTypeMissing, "Expected grant_type in the form, got none.");
  }
  if (grantType !== "client_credentials") {
    throw new Refusal(
      tokenRules.grantType,
      `Expected grant_type client_credentials, got ${quoted(grantType)}.`,
    );
  }
  return fields;
}
