import { timingSafeEqual } from "node:crypto";
import type { SandboxContext } from "../context.js";
import { bearerToken, type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import { requireDistinctFields } from "../wire/form.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { sha256 } from "../wire/rsa.js";
import * as rules from "./rules.js";
import type { IssuerState, IssuingToken } from "./state.js";

const lifetimeSeconds = 60 * 60;
/** An expired token is remembered for a day: it is answered differently from one that never was. */
const rememberedMs = 24 * 60 * 60_000;

interface Credentials {
  readonly id: string;
  readonly secret: string;
}

/** Access tokens for client credentials. A client is for one issuer. */
export class IssuingTokens {
  readonly #context: SandboxContext;

  constructor(context: SandboxContext) {
    this.#context = context;
  }

  /** Answers the token endpoint. */
  grant(exchange: Exchange): Reply {
    const fields = requireDistinctFields(exchange, {
      contentType: rules.tokenContentType,
      repeated: rules.tokenRepeated,
    });
    const grantType = fields.get("grant_type");
    if (grantType === undefined) {
      throw new Refusal(rules.tokenGrantTypeMissing, "Expected grant_type in the form, got none.");
    }
    const { id, secret } = requireCredentials(exchange, fields);
    const issuer = this.#issuers.find(({ clientId }) => clientId === id);
    if (issuer === undefined || !timingSafeEqual(sha256(secret), Buffer.from(issuer.secretHash, "hex"))) {
      throw new Refusal(
        rules.tokenClient,
        `${quoted(id)} and what came with it are no client and its secret.`,
      );
    }
    if (grantType !== "client_credentials") {
      throw new Refusal(
        rules.tokenGrantType,
        `Expected grant_type client_credentials, got ${quoted(grantType)}.`,
      );
    }
    const answer = { access_token: this.#issue(issuer), token_type: "Bearer", expires_in: lifetimeSeconds };
    return jsonReply(200, answer, { "Cache-Control": "no-store", Pragma: "no-cache" });
  }

  /** The issuer that the request's bearer token is for. */
  requireIssuer(exchange: Exchange): IssuerState {
    const token = bearerToken(exchange);
    if (token === undefined) {
      throw new Refusal(rules.bearerMissing, "Expected Authorization: Bearer and a token.");
    }
    const hash = hashOf(token);
    const found = this.#state.accessTokens.find((each) => each.hash === hash);
    const issuer = found && this.#issuers.find(({ clientId }) => clientId === found.clientId);
    if (found === undefined || issuer === undefined) {
      throw new Refusal(rules.bearerUnknown, "The bearer token was not issued here; request one.");
    }
    if (this.#context.now().getTime() >= Date.parse(found.expiresAt)) {
      throw new Refusal(rules.bearerExpired, "The bearer token has expired; request a new one.");
    }
    return issuer;
  }

  #issue({ clientId }: IssuerState): string {
    const now = this.#context.now().getTime();
    const token = this.#context.random.bytes(32).toString("base64url");
    const issued: IssuingToken = {
      hash: hashOf(token),
      clientId,
      expiresAt: new Date(now + lifetimeSeconds * 1000).toISOString(),
    };
    const remembered = this.#state.accessTokens.filter(
      ({ expiresAt }) => Date.parse(expiresAt) > now - rememberedMs,
    );
    this.#state.accessTokens = [...remembered, issued];
    this.#context.store.changed();
    return token;
  }

  get #state() {
    return this.#context.store.state.worldlineIssuing;
  }

  get #issuers(): readonly IssuerState[] {
    return this.#state.issuers;
  }
}

function hashOf(token: string): string {
  return sha256(token).toString("hex");
}

function requireCredentials(exchange: Exchange, fields: ReadonlyMap<string, string>): Credentials {
  const inHeader = basicCredentials(exchange.header("authorization"));
  const [id, secret] = [fields.get("client_id"), fields.get("client_secret")];
  if (inHeader !== undefined && secret !== undefined) {
    throw new Refusal(rules.tokenClientTwice, "Expected the secret in the header or in the form, got both.");
  }
  if (inHeader !== undefined) return inHeader;
  if (id !== undefined && secret !== undefined) return { id, secret };
  throw new Refusal(
    rules.tokenClientMissing,
    "Expected Authorization: Basic, or client_id and client_secret in the form.",
  );
}

/** Both parts are form-encoded before they are joined: RFC 6749 section 2.3.1. */
function basicCredentials(authorization: string | undefined): Credentials | undefined {
  const encoded = /^Basic +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (encoded === undefined) return undefined;
  const [id = "", ...rest] = Buffer.from(encoded, "base64").toString("utf8").split(":");
  return { id: formDecoded(id), secret: formDecoded(rest.join(":")) };
}

function formDecoded(text: string): string {
  return new URLSearchParams(`value=${text.replaceAll("&", "%26")}`).get("value") ?? "";
}
