import { createPublicKey } from "node:crypto";
import { decodeBase64 } from "../wire/base64.js";
import type { Exchange } from "../wire/exchange.js";
import { Refusal } from "../wire/refusal.js";
import { rsaVerifies, sha256 } from "../wire/rsa.js";
import * as rules from "./rules.js";
import type { ApiToken } from "./state.js";

/** Checks DigitalSignature over the raw body with the key behind `token`; `others` only helps to explain. */
export function requireDigitalSignature(
  exchange: Exchange,
  token: ApiToken,
  others: readonly ApiToken[],
): void {
  const header = exchange.header("digitalsignature");
  if (header === undefined || header === "") {
    throw new Refusal(rules.signatureMissing, "Expected a DigitalSignature header, got none; sign the body.");
  }
  const signature = decodeBase64(header);
  if (signature === undefined) {
    throw new Refusal(
      rules.signatureEncoding,
      `Expected standard base64 without line breaks, got ${header.length} characters that are not.`,
    );
  }
  if (verifies(exchange.body, signature, token)) return;
  throw new Refusal(rules.signatureInvalid, explain(exchange.body, signature, others));
}

function verifies(body: Buffer, signature: Buffer, token: ApiToken): boolean {
  return rsaVerifies(body, signature, createPublicKey(token.publicKey));
}

/** Names the usual mistakes where one can be recognised. */
function explain(body: Buffer, signature: Buffer, tokens: readonly ApiToken[]): string {
  const received = `the ${body.length} bytes received (SHA-256 ${sha256(body).toString("hex")})`;
  if (tokens.some((token) => verifies(body, signature, token))) {
    return `Made with the key of another token's certificate request: use the key of this token over ${received}.`;
  }
  const hashedTwice = sha256(body);
  if (tokens.some((token) => verifies(hashedTwice, signature, token))) {
    return `The body was hashed twice: sign ${received}, not their hash.`;
  }
  const text = body.toString("utf8");
  const variants = [`${text}\n`, `${text}\r\n`, text.trimEnd(), `\ufeff${text}`].map((each) =>
    Buffer.from(each),
  );
  if (variants.some((variant) => tokens.some((token) => verifies(variant, signature, token)))) {
    return `What was signed differs from ${received} by a line break, white space or a byte order mark.`;
  }
  return `Expected RSA PKCS#1 v1.5 with SHA-256 over ${received} by the key of the token's certificate request.`;
}
