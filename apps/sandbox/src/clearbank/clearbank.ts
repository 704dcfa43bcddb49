import { timingSafeEqual } from "node:crypto";
import type { SandboxContext } from "../context.js";
import type { SigningKey } from "../pki/institution-keys.js";
import { bearerToken, type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import type { Institution } from "../wire/institution-server.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { RequestLog } from "../wire/request-log.js";
import { sha256 } from "../wire/rsa.js";
import { SeenIds } from "../wire/seen-ids.js";
import { requireDigitalSignature } from "./digital-signature.js";
import { parseJson } from "./json-token.js";
import type { ClearBankRule } from "./rules.js";
import * as rules from "./rules.js";
import type { ApiToken } from "./state.js";
import { Webhooks } from "./webhooks.js";

const requestIdWindowMs = 24 * 60 * 60_000;
const maxRequestIdLength = 83;

/** ClearBank's API: the two Test endpoints, and the webhook that a POST to it sets off. */
export class ClearBank implements Institution {
  readonly name = "clearbank";
  readonly log: RequestLog = new RequestLog();
  readonly webhooks: Webhooks;
  readonly #context: SandboxContext;
  readonly #requestIds: SeenIds;

  constructor(context: SandboxContext, webhookKey: SigningKey) {
    this.#context = context;
    this.webhooks = new Webhooks(context, webhookKey);
    this.#requestIds = new SeenIds(context.store.state.clearbank.requestIds, requestIdWindowMs, context.now);
  }

  handle(exchange: Exchange): Reply {
    if (exchange.path.toLowerCase() !== "/v1/test") {
      throw new Refusal(rules.path, `Expected /v1/Test, got ${quoted(exchange.path)}.`);
    }
    if (exchange.method !== "GET" && exchange.method !== "POST") {
      throw new Refusal(rules.method, `Expected GET or POST, got ${quoted(exchange.method)}.`);
    }
    const token = this.#authenticate(exchange);
    if (exchange.method === "GET") return { status: 200, headers: {}, body: "" };
    const requestId = requireRequestId(exchange);
    requireDigitalSignature(exchange, token, this.#context.store.state.clearbank.tokens);
    this.#consume(requestId);
    this.#sendTestEvent(exchange);
    return this.#echo(exchange);
  }

  refuse(refusal: Refusal<ClearBankRule>): Reply {
    const { status, title } = refusal.rule;
    const problem = title === undefined ? { status } : { type: "about:blank", title, status };
    return jsonReply(status, problem, { "Content-Type": "application/problem+json" });
  }

  finish(reply: Reply): Reply {
    return { ...reply, headers: { ...reply.headers, "X-Correlation-Id": this.#context.random.uuid() } };
  }

  #authenticate(exchange: Exchange): ApiToken {
    const presented = bearerToken(exchange);
    if (presented === undefined) {
      throw new Refusal(rules.tokenMissing, "Expected Authorization: Bearer followed by the API token.");
    }
    const hash = sha256(presented);
    const token = this.#context.store.state.clearbank.tokens.find((each) =>
      timingSafeEqual(Buffer.from(each.tokenHash, "hex"), hash),
    );
    if (token === undefined) {
      throw new Refusal(rules.tokenUnknown, "The token is none that this portal generated; generate one.");
    }
    if (this.#context.now().getTime() >= Date.parse(token.expiresAt)) {
      const name = quoted(token.name);
      throw new Refusal(
        rules.tokenExpired,
        `The token ${name} expired at ${token.expiresAt}; generate a new one.`,
      );
    }
    return token;
  }

  /** Last of the checks: a request that is refused for another reason does not use its id up. */
  #consume(requestId: string): void {
    if (this.#requestIds.has(requestId)) {
      throw new Refusal(
        rules.requestIdDuplicate,
        `The X-Request-Id ${quoted(requestId)} was accepted within the last 24 hours; the first request counts.`,
      );
    }
    this.#requestIds.add(requestId);
    this.#context.store.changed();
  }

  #sendTestEvent(exchange: Exchange): void {
    const registration = this.#context.store.state.clearbank.webhooks.find(
      ({ type }) => type === "FITestEvent",
    );
    if (registration?.status !== "Enabled") return;
    const text = exchange.body.toString("utf8");
    this.webhooks.send(registration, parseJson(text) === undefined ? JSON.stringify(text) : text);
  }

  #echo(exchange: Exchange): Reply {
    const headers = { "Content-Type": exchange.header("content-type") ?? "application/json" };
    if (this.#context.switches.get("clearbank.echo") === "message") {
      const posted = parseJson(exchange.body.toString("utf8"));
      const message = (posted as { body?: unknown } | null | undefined)?.body;
      if (message !== undefined) return jsonReply(200, { Message: message });
    }
    return { status: 200, headers, body: exchange.body };
  }
}

function requireRequestId(exchange: Exchange): string {
  const requestId = exchange.header("x-request-id");
  if (requestId === undefined || requestId === "") {
    throw new Refusal(rules.requestIdMissing, "Expected an X-Request-Id header with a value, got none.");
  }
  if (requestId.length > maxRequestIdLength) {
    throw new Refusal(
      rules.requestIdLength,
      `Expected at most ${maxRequestIdLength} characters of X-Request-Id, got ${requestId.length}.`,
    );
  }
  return requestId;
}
