import { type Grant, postForm } from "./grant.js";

/**
 * Asks with the refresh token of the last answer where there was one, else (and where that is refused) with
 * another grant. For institutions that give refresh tokens but do not say how long they last.
 *
 * @example
 * ```ts
 * refreshTokenGrant(passwordGrant({ username, password, scope }));
 * ```
 * @see RFC 6749 section 6
 */
export function refreshTokenGrant(grant: Grant): Grant {
  return {
    name: grant.name,
    usesRefreshToken: true,
    buildRequest: (context) =>
      context.refreshToken === undefined
        ? grant.buildRequest(context)
        : postForm(
            context.url,
            { grant_type: "refresh_token", refresh_token: context.refreshToken },
            { signal: context.signal },
          ),
  };
}
