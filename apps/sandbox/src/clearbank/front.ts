import { timingSafeEqual } from "node:crypto";
import type { SandboxContext } from "../context.js";
import { bearerToken, type Exchange } from "../wire/exchange.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { sha256 } from "../wire/rsa.js";
import { requireDigitalSignature } from "./digital-signature.js";
import type { ClearBankInstitution } from "./institution.js";
import * as rules from "./rules.js";
import type { ApiToken } from "./state.js";

const maxRequestIdLength = 83;
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

export interface Sender {
  readonly institution: ClearBankInstitution;
  readonly token: ApiToken;
}

/** Whose token the request carries. @throws Refusal */
export function requireSender(exchange: Exchange, institutions: Iterable<ClearBankInstitution>): Sender {
  const presented = bearerToken(exchange);
  if (presented === undefined) {
    throw new Refusal(rules.tokenMissing, "Expected Authorization: Bearer followed by the API token.");
  }
  const hash = sha256(presented);
  for (const institution of institutions) {
    const token = institution.state.tokens.find((each) =>
      timingSafeEqual(Buffer.from(each.tokenHash, "hex"), hash),
    );
    if (token === undefined) continue;
    requireUnexpired(token, institution.context);
    return { institution, token };
  }
  throw new Refusal(rules.tokenUnknown, "The token is none that this portal generated; generate one.");
}

function requireUnexpired(token: ApiToken, { now }: SandboxContext): void {
  if (now().getTime() < Date.parse(token.expiresAt)) return;
  throw new Refusal(
    rules.tokenExpired,
    `The token ${quoted(token.name)} expired at ${token.expiresAt}; generate a new one.`,
  );
}

/**
 * Checks the headers that the request's method asks for.
 *
 * @returns the request's id, which is still to be checked for having been used; undefined for GET
 * @throws Refusal
 */
export function requireHeaders(exchange: Exchange, { institution, token }: Sender): string | undefined {
  const { method } = exchange;
  if (!methods.includes(method)) {
    throw new Refusal(rules.method, `Expected one of ${methods.join(", ")}, got ${quoted(method)}.`);
  }
  if (method === "GET") return undefined;
  const requestId = requireRequestId(exchange);
  if (needsSignature(exchange, institution.context) || exchange.header("digitalsignature")) {
    requireDigitalSignature(exchange, token, institution.state.tokens);
  }
  return requestId;
}

/** @throws Refusal */
export function requireUnused(requestId: string, { requestIds }: ClearBankInstitution): void {
  if (!requestIds.has(requestId)) return;
  throw new Refusal(
    rules.requestIdDuplicate,
    `The X-Request-Id ${quoted(requestId)} was accepted within the last 24 hours; the first request counts.`,
  );
}

function needsSignature({ method, body }: Exchange, { switches }: SandboxContext): boolean {
  const reading = method === "DELETE" ? switches.get("clearbank.delete") : "body";
  return reading === "signed" || (reading === "body" && body.length > 0);
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
