import type { Exchange } from "../wire/exchange.js";
import { quoted, Refusal } from "../wire/refusal.js";
import { sha256 } from "../wire/rsa.js";
import * as rules from "./message-rules.js";

export function digestOf(body: Buffer): string {
  return `SHA-256=${sha256(body).toString("base64")}`;
}

/** Digest is over the raw body; a GET's is over the empty one. The algorithm's name is case-insensitive. */
export function requireDigest(exchange: Exchange): void {
  const header = exchange.header("digest");
  if (!header) {
    throw new Refusal(rules.digestMissing, "Expected a Digest header, got none; GET requests need it too.");
  }
  const normalised = header.replace(/^sha-256=/i, "SHA-256=");
  if (normalised === digestOf(exchange.body)) return;
  throw new Refusal(
    rules.digestInvalid,
    `Expected SHA-256= and the base64 of the hash of the ${exchange.body.length} bytes received, got ${quoted(header)}.`,
  );
}
