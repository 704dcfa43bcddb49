import { X509Certificate } from "node:crypto";
import type { SandboxContext } from "../context.js";
import type { InstitutionKeys } from "../pki/institution-keys.js";
import { bearerToken, type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import type { Institution } from "../wire/institution-server.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { RequestLog } from "../wire/request-log.js";
import { type Api, apiAt, mandatoryScope } from "./apis.js";
import { requireClientCertificate } from "./client-certificate.js";
import { Consumers } from "./consumers.js";
import { landingPage } from "./landing-page.js";
import { maintenancePage } from "./maintenance.js";
import { OrganisationUnitRules } from "./organisation-unit.js";
import * as rules from "./rules.js";
import { scimPath } from "./scim/resource-types.js";
import * as scimRules from "./scim/rules.js";
import { Scim, scimError } from "./scim/scim.js";
import { ServerCertificate } from "./server-certificate.js";
import { ScopeRefusal, TokenEndpoint, tokenPath } from "./token-endpoint.js";
import { Tokens } from "./tokens.js";

/** Clearstream's API platform: the token endpoint, the playground, user management, and the CA downloads. */
export class Clearstream implements Institution {
  readonly name = "clearstream";
  /** What an administrator of the organisation unit reads in the audit log. */
  readonly log: RequestLog = new RequestLog();
  readonly consumers: Consumers;
  readonly organisationUnit: OrganisationUnitRules;
  readonly serverCertificate: ServerCertificate;
  readonly #context: SandboxContext;
  readonly #keys: InstitutionKeys;
  readonly #tokens: Tokens;
  readonly #tokenEndpoint: TokenEndpoint;
  readonly #scim: Scim;
  readonly #clientAuthority: X509Certificate;

  constructor(context: SandboxContext, keys: InstitutionKeys) {
    this.#context = context;
    this.#keys = keys;
    this.#clientAuthority = new X509Certificate(keys.clientCaBundle);
    this.serverCertificate = new ServerCertificate(context, keys);
    this.organisationUnit = new OrganisationUnitRules(context);
    this.consumers = new Consumers(context, keys.clientAuthority, this.organisationUnit);
    this.#tokens = new Tokens(context, keys.clearstreamTokens);
    this.#tokenEndpoint = new TokenEndpoint(context, {
      consumers: this.consumers,
      tokens: this.#tokens,
      organisationUnit: this.organisationUnit,
      authority: this.#clientAuthority,
    });
    this.#scim = new Scim(context);
  }

  async handle(exchange: Exchange): Promise<Reply> {
    const { path } = exchange;
    if (this.#context.switches.get("clearstream.maintenance") === "on") {
      throw new Refusal(rules.maintenance, "The switch clearstream.maintenance is on.");
    }
    if (path === tokenPath) return this.#tokenEndpoint.handle(exchange);
    if (path === "/server-cert-cacerts.pem") return pemReply(this.serverCertificate.caBundle);
    if (path === "/client-cert-cacerts.pem") return pemReply(this.#keys.clientCaBundle);
    const api = apiAt(path);
    if (api === undefined) return landingPage;
    const userId = this.#authorize(exchange, api);
    if (api.prefix === scimPath) return this.#scim.handle(exchange, this.consumers.find(userId)?.roles ?? []);
    return operation(exchange);
  }

  refuse(refusal: Refusal, exchange: Exchange): Reply {
    const { status } = refusal.rule;
    if (refusal.rule === rules.maintenance) return maintenancePage;
    if (refusal instanceof ScopeRefusal) {
      // That the valid scopes are listed is published; the name of the member is not.
      return jsonReply(status, {
        error: "invalid_scope",
        error_description: refusal.reason,
        valid_scopes: refusal.validScopes,
      });
    }
    if (Object.values(scimRules).some((rule) => rule === refusal.rule)) {
      return scimError(refusal.rule, refusal.reason);
    }
    const api = apiAt(exchange.path);
    if (status !== 403 || api === undefined) {
      return jsonReply(status, { status, error: httpError[status] ?? "" });
    }
    return jsonReply(status, accessDenied(api), { "Content-Type": "application/json; charset=utf-8" });
  }

  finish(reply: Reply): Reply {
    return reply;
  }

  /** The user id. Each fault has its own rule here, though the body of the answer is the same for all. */
  #authorize(exchange: Exchange, api: Api): string {
    const commonName = requireClientCertificate(exchange, this.#clientAuthority, this.#context.now());
    const token = bearerToken(exchange);
    if (token === undefined) {
      throw new Refusal(rules.bearerMissing, "Expected Authorization: Bearer and a token.");
    }
    const claims = this.#tokens.readAccessToken(token);
    if (claims === undefined) {
      throw new Refusal(
        rules.bearerInvalid,
        "The bearer token is not an access token of this platform; request one.",
      );
    }
    if (this.#tokens.isExpired(claims)) {
      const expiry = new Date(Number(claims.exp) * 1000).toISOString();
      throw new Refusal(rules.bearerExpired, `The bearer token expired at ${expiry}; request a new one.`);
    }
    const scopes = String(claims.scope).split(" ");
    const missing = [mandatoryScope, api.scope].filter((scope) => !scopes.includes(scope));
    if (missing.length > 0) {
      const got = quoted(scopes.join(" "));
      throw new Refusal(rules.bearerScope, `The token lacks the scope ${missing.join(" ")}; it has ${got}.`);
    }
    if (commonName !== claims.sub) {
      throw new Refusal(
        rules.bearerCommonName,
        `The certificate is of ${quoted(commonName)} but the token is of ${quoted(String(claims.sub))}.`,
      );
    }
    return commonName;
  }
}

const httpError: Record<number, string> = { 403: "Forbidden", 404: "Not Found", 405: "Method Not Allowed" };

/** The members are the observed ones; a client finds out for itself which of the conditions it failed. */
function accessDenied({ prefix = "", scope }: Api): object {
  return {
    status: 403,
    error: "Forbidden",
    required_scopes: { mandatory: mandatoryScope, at_least_one_of: [scope] },
    message:
      `No access to ${prefix}: the OAuth2 token needs the scope ${mandatoryScope} and one of: ${scope}. ` +
      "Its subject also has to be the Common Name (CN) of the TLS client certificate.",
  };
}

function operation(exchange: Exchange): Reply {
  const { method, path, query } = exchange;
  if (method === "GET" && path === "/playground/v1/info") {
    return jsonReply(200, { info_str: "Welcome to OCAPI Playground API ... ", version: "1.221101XP.12" });
  }
  if (method === "GET" && path === "/playground/v1/echo") {
    // The shape of this answer is not published.
    return jsonReply(200, { value: query.get("value") ?? "" });
  }
  throw new Refusal(rules.operation, `There is no ${method} ${quoted(path)} here.`);
}

function pemReply(body: string): Reply {
  return { status: 200, headers: { "Content-Type": "application/x-pem-file" }, body };
}
