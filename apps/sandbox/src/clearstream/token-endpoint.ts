import type { X509Certificate } from "node:crypto";
import type { SandboxContext } from "../context.js";
import { type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import { requireDistinctFields } from "../wire/form.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { mandatoryScope } from "./apis.js";
import { requireClientCertificate } from "./client-certificate.js";
import type { Consumers } from "./consumers.js";
import { MethodRefusal } from "./method-refusal.js";
import type { OrganisationUnitRules } from "./organisation-unit.js";
import * as rules from "./rules.js";
import type { Consumer } from "./state.js";
import type { TokenAnswer, Tokens } from "./tokens.js";

export const tokenPath = "/authmanager/oauth2/access_token";

/** A refusal of the requested scope, which is told what would have been valid. */
export class ScopeRefusal extends Refusal {
  readonly validScopes: readonly string[];

  constructor(reason: string, validScopes: readonly string[]) {
    super(rules.scope, `${reason}; valid are: ${validScopes.join(" ")}.`);
    this.validScopes = validScopes;
  }
}

/** A refusal of which the client learns nothing but the status: the audit log has the rest. */
class AuditedRefusal extends Refusal {
  override get headers(): Record<string, string> {
    return {};
  }
}

/**
 * The OAuth 2.0 token endpoint. Authentication comes before the scope, so that the list of valid scopes is only
 * told to the consumer whom it concerns. A Basic Authorization header is not looked at.
 */
export class TokenEndpoint {
  readonly #context: SandboxContext;
  readonly #consumers: Consumers;
  readonly #tokens: Tokens;
  readonly #organisationUnit: OrganisationUnitRules;
  readonly #authority: X509Certificate;

  constructor(
    context: SandboxContext,
    parts: {
      readonly consumers: Consumers;
      readonly tokens: Tokens;
      readonly organisationUnit: OrganisationUnitRules;
      readonly authority: X509Certificate;
    },
  ) {
    this.#context = context;
    this.#consumers = parts.consumers;
    this.#tokens = parts.tokens;
    this.#organisationUnit = parts.organisationUnit;
    this.#authority = parts.authority;
  }

  async handle(exchange: Exchange): Promise<Reply> {
    try {
      return await this.#answer(exchange);
    } catch (error) {
      if (!(error instanceof Refusal) || error.rule.status !== 403) throw error;
      throw new AuditedRefusal(error.rule, error.reason);
    }
  }

  async #answer(exchange: Exchange): Promise<Reply> {
    const commonName = requireClientCertificate(exchange, this.#authority, this.#context.now());
    if (exchange.method !== "POST") {
      throw new MethodRefusal(rules.tokenMethod, exchange.method, ["POST"]);
    }
    const fields = requireDistinctFields(exchange, {
      contentType: rules.tokenForm,
      repeated: rules.tokenForm,
    });
    const grantType = fields.get("grant_type");
    if (grantType === "password") return tokenReply(await this.#byPassword(fields, commonName));
    if (grantType === "refresh_token") return tokenReply(this.#byRefreshToken(fields, commonName));
    throw new Refusal(rules.grantType, `Expected grant_type password, got ${quoted(grantType ?? "")}.`);
  }

  async #byPassword(fields: ReadonlyMap<string, string>, commonName: string): Promise<TokenAnswer> {
    const userId = fields.get("username") ?? "";
    const consumer = this.#consumers.find(userId);
    const matches = await this.#consumers.passwordMatches(consumer, fields.get("password") ?? "");
    if (consumer?.password === undefined) {
      throw new Refusal(rules.username, `No API consumer with credentials is called ${quoted(userId)}.`);
    }
    if (!matches) throw new Refusal(rules.password, `The password is not the one of ${quoted(userId)}.`);
    requireOwnCertificate(commonName, userId);
    return this.#tokens.issue(userId, requireScope(fields.get("scope"), this.#validScopes(consumer)));
  }

  #byRefreshToken(fields: ReadonlyMap<string, string>, commonName: string): TokenAnswer {
    const used = this.#tokens.findRefreshToken(fields.get("refresh_token") ?? "");
    if (used === undefined) {
      throw new Refusal(
        rules.refreshToken,
        "The refresh token is unknown, used up or expired; use the password.",
      );
    }
    requireOwnCertificate(commonName, used.userId);
    const consumer = this.#consumers.find(used.userId);
    const valid = consumer === undefined ? [] : this.#validScopes(consumer);
    const earlier = used.scope.split(" ").filter((each) => valid.includes(each));
    const scope = requireScope(fields.get("scope") ?? used.scope, earlier);
    this.#tokens.retire(used);
    return this.#tokens.issue(used.userId, scope);
  }

  /** What the consumer was granted, as far as it is still linked to the organisation unit. */
  #validScopes({ userId, apis }: Consumer): readonly string[] {
    const { unit } = this.#organisationUnit;
    if (!unit.isServiceGranted) {
      const who = `the organisation unit of ${quoted(userId)}`;
      throw new Refusal(rules.tokenService, `The Clearstream API service is no longer granted to ${who}.`);
    }
    return [mandatoryScope, ...apis.filter((each) => unit.apis.includes(each))];
  }
}

function tokenReply(answer: TokenAnswer): Reply {
  return jsonReply(200, answer, { "Cache-Control": "no-store", Pragma: "no-cache" });
}

function requireOwnCertificate(commonName: string, userId: string): void {
  if (commonName === userId) return;
  throw new Refusal(
    rules.tokenCommonName,
    `Expected a client certificate with the common name ${quoted(userId)}, got ${quoted(commonName)}.`,
  );
}

/** The scope to grant: what was asked for, each name once, in the order of the request. */
function requireScope(requested: string | undefined, valid: readonly string[]): string {
  const names = [...new Set((requested ?? "").split(/\s+/).filter((name) => name !== ""))];
  if (names.length === 0) throw new ScopeRefusal("Expected a scope, got none", valid);
  const unknown = names.filter((name) => !valid.includes(name));
  if (unknown.length > 0) {
    throw new ScopeRefusal(`Not granted or unknown: ${quoted(unknown.join(" "))}`, valid);
  }
  if (!names.includes(mandatoryScope)) {
    throw new ScopeRefusal(`The scope ${mandatoryScope} is mandatory`, valid);
  }
  return names.join(" ");
}
