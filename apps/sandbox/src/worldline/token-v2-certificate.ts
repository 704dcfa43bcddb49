import type { Exchange } from "../wire/exchange.js";
import { Refusal } from "../wire/refusal.js";
import { parseTokenDate } from "./date-formats.js";
import { parseAuthorization, type SignatureParameters } from "./signature-header.js";
import type { Merchant } from "./state.js";
import * as rules from "./token-rules.js";
import { unreadableDate } from "./token-v1.js";
import { requireCoverage, verifySignature } from "./verify-signature.js";

/** A version 2 request that is authenticated by a certificate, in one of the two ways that the document shows. */
export interface SignedRequest {
  readonly variant: "body" | "headers";
  readonly parameters: SignatureParameters;
  readonly clientId: string | undefined;
  readonly date: string | undefined;
}

type Fields = ReadonlyMap<string, string>;

/**
 * Where the document's table has it, client_id, date and signature are fields of the form; where its example has
 * it, they are HTTP headers, with the signature in Authorization.
 */
export function readSignedRequest(exchange: Exchange, fields: Fields): SignedRequest | undefined {
  const inBody = fields.get("signature");
  if (inBody !== undefined) {
    const [clientId, date] = [fields.get("client_id"), fields.get("date")];
    return { variant: "body", parameters: parseAuthorization(inBody), clientId, date };
  }
  const authorization = exchange.header("authorization");
  if (authorization === undefined || !/^Signature\b/.test(authorization)) return undefined;
  const [clientId, date] = [exchange.header("client_id"), exchange.header("date")];
  return { variant: "headers", parameters: parseAuthorization(authorization), clientId, date };
}

/**
 * The `headers` parameter decides what was signed. `client_id` and `date` are read where this variant has them.
 * `app`, `client` and `id` are not in either of the document's version 2 requests, yet its table wants them signed:
 * they are taken from HTTP headers of these names where those are sent, as in version 1, and otherwise mean the
 * scope as sent, the client's name, and the initiating party's id with its sub id.
 */
export function verifySignedRequest(
  exchange: Exchange,
  fields: Fields,
  { parameters, clientId, date }: SignedRequest,
  { merchant, client, id }: { readonly merchant: Merchant; readonly client: string; readonly id: string },
  now: Date,
): void {
  if (date === undefined || parseTokenDate(date) === undefined) {
    throw new Refusal(rules.date, unreadableDate(date ?? ""));
  }
  requireCoverage(parameters.headers, [
    ["app", "client", "id", "date"],
    ["client_id", "date"],
  ]);
  const own = new Map([
    ["client_id", clientId],
    ["date", date],
    ["app", exchange.header("app") ?? fields.get("scope")],
    ["client", exchange.header("client") ?? client],
    ["id", exchange.header("id") ?? id],
  ]);
  const fieldOf = (name: string) => (own.has(name) ? own.get(name) : exchange.header(name));
  verifySignature(parameters, fieldOf, merchant, now);
}
