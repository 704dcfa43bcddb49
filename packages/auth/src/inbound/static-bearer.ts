import { createHash, timingSafeEqual } from "node:crypto";
import { bearerToken } from "./bearer-credentials.js";
import { BearerTokenError } from "./bearer-token-error.js";

/**
 * Checks an inbound `Authorization: Bearer` header against the tokens that may be used, in constant time.
 *
 * @param authorization the header as received; null or undefined where there was none.
 * @param accepted one token, or several while one replaces another. An empty list, or an empty token in it,
 * accepts nothing.
 * @throws {@link BearerTokenError} `ERR_BEARER_TOKEN_MISSING`, `ERR_BEARER_TOKEN_WRONG`.
 *
 * @example
 * ```ts
 * verifyStaticBearer(request.headers.get("authorization"), [currentToken, nextToken]);
 * ```
 * @see RFC 6750 section 2.1; Worldline, "Notification Bearer Tokens"
 */
export function verifyStaticBearer(
  authorization: string | null | undefined,
  accepted: readonly string[],
): void {
  // Hashes have one length whatever the token's, and every accepted token is compared, matched or not.
  const hash = sha256(bearerToken(authorization));
  const matches = accepted.filter((token) => timingSafeEqual(sha256(token), hash));
  if (matches.length > 0) return;
  throw new BearerTokenError("ERR_BEARER_TOKEN_WRONG", "The bearer token is not one that is accepted here.");
}

function sha256(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
