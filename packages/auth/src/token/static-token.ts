import { AccessToken, type TokenSource } from "./access-token.js";
import { TokenError } from "./token-error.js";

/**
 * A {@link TokenSource} for a token that somebody gave: it cannot be renewed.
 *
 * @throws {@link TokenError} `ERR_TOKEN_EXPIRED`, on `getToken`, after a server refused it.
 *
 * @example
 * ```ts
 * const tokens = staticToken(process.env.CLEARBANK_TOKEN);
 * ```
 */
export function staticToken(value: string): TokenSource {
  const never = new Date(8_640_000_000_000_000);
  const token = new AccessToken({ value, obtainedAt: new Date(0), expiresAt: never, scope: [] });
  return {
    async getToken({ signal, refused, forceRefresh } = {}) {
      signal?.throwIfAborted();
      if (!refused && !forceRefresh) return token;
      throw new TokenError(
        "ERR_TOKEN_EXPIRED",
        "The token was refused, and nothing here can renew it: get a new one.",
        {},
      );
    },
  };
}
