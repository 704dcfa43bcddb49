import type { SandboxContext } from "../context.js";
import { type Exchange, jsonReply, type Reply } from "../wire/exchange.js";
import type { Institution } from "../wire/institution-server.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { RequestLog } from "../wire/request-log.js";
import { readBody } from "./body.js";
import type { IssuingCall } from "./call.js";
import { envelope, envelopeReply } from "./envelope.js";
import { handlers } from "./handlers.js";
import { keepAnswer, keptAnswer } from "./idempotency.js";
import { Issuers } from "./issuers.js";
import { cutPage } from "./paging.js";
import { project } from "./project.js";
import { parseQuery } from "./query.js";
import { findOperation, type Match } from "./router.js";
import * as rules from "./rules.js";
import type { IssuerState } from "./state.js";
import { IssuingTokens } from "./tokens.js";

const tokenPath = "/token";
const base = "/card-issuing/api/v2";

/** Worldline's card issuing API: one token endpoint, and the operations of the table below one base. */
export class WorldlineIssuing implements Institution {
  readonly name = "worldline-issuing";
  readonly log: RequestLog = new RequestLog();
  readonly issuers: Issuers;
  readonly #context: SandboxContext;
  readonly #tokens: IssuingTokens;

  constructor(context: SandboxContext) {
    this.#context = context;
    this.issuers = new Issuers(context);
    this.#tokens = new IssuingTokens(context);
  }

  handle(exchange: Exchange): Reply {
    const { method, path } = exchange;
    if (method === "POST" && path === tokenPath) return this.#tokens.grant(exchange);
    if (!path.startsWith(`${base}/`)) {
      throw new Refusal(
        rules.path,
        `Expected POST ${tokenPath}, or a path below ${base}; got ${quoted(path)}.`,
      );
    }
    const match = findOperation(method, path.slice(base.length));
    const issuer = this.#tokens.requireIssuer(exchange);
    exchange.notes.institution = issuer.issuerId;
    const { issuerId = issuer.issuerId } = match.names;
    if (issuerId !== issuer.issuerId) {
      throw new Refusal(rules.bearerIssuer, `The token is for another issuer than ${quoted(issuerId)}.`);
    }
    return this.#answer(exchange, match, issuer);
  }

  refuse({ rule, reason }: Refusal<rules.IssuingRule>, exchange: Exchange): Reply {
    if (rule.oauth !== undefined) {
      const challenge = rule.status === 401 ? { "WWW-Authenticate": 'Basic realm="worldline-issuing"' } : {};
      return jsonReply(rule.status, { error: rule.oauth, error_description: reason }, challenge);
    }
    const body = envelope({
      correlationId: this.#correlationId(exchange),
      statusMessage: reason,
      statusCode: rule.status,
      at: this.#context.now(),
    });
    return envelopeReply(rule.status, body);
  }

  finish(reply: Reply): Reply {
    return reply;
  }

  #answer(exchange: Exchange, match: Match, issuer: IssuerState): Reply {
    const startedAt = performance.now();
    const { name, names, operation } = match;
    const query = parseQuery(operation, exchange.query);
    const onceUnder = operation.isIdempotent ? exchange.header("wl-correlation-id") : undefined;
    const kept = onceUnder && keptAnswer(issuer, name, onceUnder);
    if (kept) return envelopeReply(200, kept);
    const call: IssuingCall = {
      issuer,
      names,
      query,
      body: operation.request && readBody(exchange, operation.request),
      context: this.#context,
    };
    const isWriting = operation.method !== "GET" && !operation.isReading;
    const handle = () => handlers[name](call);
    const result = isWriting ? this.issuers.change(issuer, handle) : handle();
    const { data, links } = cutPage(match, result, exchange.path.slice(base.length), exchange.query);
    const timeTakenMs = Math.round(performance.now() - startedAt);
    const body = envelope(
      {
        correlationId: this.#correlationId(exchange),
        statusMessage: "Executed successfully",
        statusCode: 200,
        at: this.#context.now(),
        timeTakenMs,
        links,
      },
      project(data, query),
    );
    if (onceUnder) keepAnswer(issuer, name, onceUnder, body);
    if (isWriting) this.#context.store.changed();
    return envelopeReply(200, body);
  }

  /** The client's own, else a new one. */
  #correlationId(exchange: Exchange): string {
    return exchange.header("wl-correlation-id") || this.#context.random.uuid();
  }
}
