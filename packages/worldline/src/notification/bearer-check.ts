import {
  type JwtBearerSettings,
  type NotificationTokenEndpoint,
  verifyJwtBearer,
  verifyStaticBearer,
} from "@countersign/auth";

/**
 * The Notification Bearer Token, as the subscription in the back office has it:
 *
 * - Static token: the tokens that may be used, several while one replaces another.
 * - OAuth Client Credentials (Basic Auth, Form Body or Query Parameters), where the service gets its tokens from us:
 *   the endpoint that `createNotificationTokenEndpoint` of `@countersign/auth` made. Which of the three it takes is set
 *   there with `methods`; that in the query with `unsafeQuery`.
 * - OAuth Client Credentials, where it gets them from an authorization server of ours: the key, issuer and audience
 *   of that.
 */
export type NotificationBearer =
  | readonly string[]
  | Pick<NotificationTokenEndpoint, "verify">
  | JwtBearerSettings;

/** Checks an Authorization header: throws `BearerTokenError`. */
export type BearerCheck = (authorization: string | null) => Promise<void>;

/** @throws TypeError where no token could ever be right. */
export function bearerCheck(bearer: NotificationBearer, now: () => Date): BearerCheck {
  if (isTokens(bearer)) {
    if (bearer.length === 0 || bearer.some((token) => !token)) {
      throw new TypeError("bearer must hold the tokens that the back office has, and none of them empty.");
    }
    return async (authorization) => verifyStaticBearer(authorization, bearer);
  }
  if ("verify" in bearer) return async (authorization) => void (await bearer.verify(authorization));
  return async (authorization) => void (await verifyJwtBearer(authorization, { now, ...bearer }));
}

function isTokens(bearer: NotificationBearer): bearer is readonly string[] {
  return Array.isArray(bearer);
}
