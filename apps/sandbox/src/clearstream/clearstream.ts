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
import * as rules from "./rules.js";
import { ScopeRefusal, TokenEndpoint, tokenPath } from "./token-endpoint.js";
import { Tokens } from "./tokens.js";

/** Clearstream's API platform: the token endpoint, the playground, and the CA downloads. */
export class Clearstream implements Institution {
  readonly name = "clearstream";
  /** What an administrator of the organisation unit reads in the audit log. */
  readonly log: RequestLog = new RequestLog();
  readonly consumers: Consumers;
  readonly #context: SandboxContext;
  readonly #keys: InstitutionKeys;
  readonly #tokens: Tokens;
  readonly #tokenEndpoint: TokenEndpoint;

  constructor(context: SandboxContext, keys: InstitutionKeys) {
    this.#context = context;
    this.#keys = keys;
    this.consumers = new Consumers(context, keys.clientAuthority);
    this.#tokens = new Tokens(context, keys.clearstreamTokens);
    this.#tokenEndpoint = new TokenEndpoint(context, this.consumers, this.#tokens);
  }

  async handle(exchange: Exchange): Promise<Reply> {
    const { path } = exchange;
    if (path === tokenPath) return this.#tokenEndpoint.handle(exchange);
    if (path === "/server-cert-cacerts.pem") return pemReply(this.#keys.caBundle);
    if (path === "/client-cert-cacerts.pem") return pemReply(this.#keys.clientCaBundle);
    const api = apiAt(path);
    if (api === undefined) return landingPage;
    this.#authorize(exchange, api);
    return operation(exchange);
  }

  refuse(refusal: Refusal, exchange: Exchange): Reply {
    const { status } = refusal.rule;
    if (refusal instanceof ScopeRefusal) {
      // That the valid scopes are listed is published; the name of the member is not.
      return jsonReply(status, {
        error: "invalid_scope",
        error_description: refusal.reason,
        valid_scopes: refusal.validScopes,
      });
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

  /** Each fault has its own rule here, though the body of the answer is the same for all. */
  #authorize(exchange: Exchange, api: Api): void {
    const commonName = requireClientCertificate(exchange, this.#context.now());
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
