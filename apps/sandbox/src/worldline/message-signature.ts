import type { Exchange } from "../wire/exchange.js";
import { Refusal } from "../wire/refusal.js";
import { requireDigest } from "./digest.js";
import { parseSignature } from "./signature-header.js";
import * as rules from "./signature-rules.js";
import { type CertificateOwner, requireCoverage, verifySignature } from "./verify-signature.js";

const signedFields = ["digest", "x-request-id", "messagecreatedatetime", "(request-target)"];

/** Refuses a message whose Digest or Signature is missing or wrong. */
export function requireMessageSignature(exchange: Exchange, owner: CertificateOwner, now: Date): void {
  requireDigest(exchange);
  const header = exchange.header("signature");
  if (!header) throw new Refusal(rules.signatureMissing, "Expected a Signature header, got none.");
  const parameters = parseSignature(header);
  requireCoverage(parameters.headers, [signedFields]);
  const target = `${exchange.method.toLowerCase()} ${exchange.target}`;
  const fieldOf = (name: string) => (name === "(request-target)" ? target : exchange.header(name));
  verifySignature(parameters, fieldOf, owner, now);
}
