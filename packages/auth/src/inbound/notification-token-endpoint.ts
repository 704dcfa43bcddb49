import { randomUUID } from "node:crypto";
import type { JWTPayload } from "jose";
import { verifyJwtBearer } from "./jwt-bearer.js";
import { createSigningKeys, type TokenSigningKey } from "./signing-keys.js";
import { createTokenHandler, type TokenHandlerSettings } from "./token-handler.js";

/** Who gets tokens, of which issuer, for what, and signed with which keys. */
export interface NotificationTokenEndpointSettings extends TokenHandlerSettings {
  /** Us, as a URL: the tokens' `iss`. */
  readonly issuer: string;
  /** What the tokens are for, such as the address of the notifications: their `aud`. */
  readonly audience: string;
  /**
   * The first signs, and all are accepted. Several processes may have the same ones. To replace a key: add the
   * new one at the end everywhere, then move it to the front everywhere, then leave out the old one once its
   * last token has expired.
   */
  readonly keys: readonly TokenSigningKey[];
  /** How long a token holds; 300 by default. Until then it holds even where its client was removed. */
  readonly lifetimeSeconds?: number;
  /** The clock; the system's by default. */
  readonly now?: () => Date;
  /** Makes the tokens' ids (`jti`): UUIDs by default. */
  readonly newTokenId?: () => string;
}

/** Answers token requests, for any server that speaks Request and Response; and checks what it gave out. */
export interface NotificationTokenEndpoint {
  (request: Request): Promise<Response>;
  /**
   * Checks a notification's Authorization header, as {@link verifyJwtBearer} does, and gives the claims.
   *
   * @throws {@link BearerTokenError}
   */
  verify(authorization: string | null | undefined): Promise<JWTPayload>;
}

/**
 * A token endpoint for a counterpart that sends notifications, and the check of the tokens it got there:
 * Worldline's "OAuth Client Credentials". The tokens are JWTs, so nothing is stored. Neither guesses at secrets
 * nor floods are counted here: put a rate limit in front, and make secrets long and random.
 *
 * In Basic, id and secret must be form-urlencoded before the base64, which not every client does: with letters,
 * digits and `-._~` alone it makes no difference.
 *
 * @throws TypeError where a key does not fit its algorithm, a secret is empty or a setting is missing.
 *
 * @example
 * ```ts
 * const tokenEndpoint = createNotificationTokenEndpoint({
 *   issuer: "https://shop.example",
 *   audience: "https://shop.example/v3/notification",
 *   clients: [{ id: "worldline", secrets: [currentSecret, nextSecret] }],
 *   keys: [{ kid: "2026-01", algorithm: "EdDSA", key: createPrivateKey(await readFile("token-key.pem")) }],
 *   onRefused: (error) => logger.warn(error),
 * });
 * app.post("/token", (context) => tokenEndpoint(context.req.raw));
 * const { sub } = await tokenEndpoint.verify(request.headers.get("authorization"));
 * ```
 * @see RFC 6749 section 4.4, RFC 9068; Worldline, "Notification Bearer Tokens"
 */
export function createNotificationTokenEndpoint(
  settings: NotificationTokenEndpointSettings,
): NotificationTokenEndpoint {
  const {
    issuer,
    audience,
    lifetimeSeconds = 300,
    now = () => new Date(),
    newTokenId = randomUUID,
  } = settings;
  if (!issuer || !audience) throw new TypeError("Tokens need an issuer and an audience.");
  if (!Number.isInteger(lifetimeSeconds) || lifetimeSeconds < 1) {
    throw new TypeError(`lifetimeSeconds must be a whole number above 0, not ${lifetimeSeconds}.`);
  }
  const { algorithms, findKey, sign } = createSigningKeys(settings.keys);
  const handle = createTokenHandler(settings, async (clientId, scope) => {
    const issuedAt = Math.floor(now().getTime() / 1000);
    const granted = scope === undefined ? {} : { scope };
    const claims = {
      iss: issuer,
      aud: audience,
      sub: clientId,
      client_id: clientId,
      iat: issuedAt,
      exp: issuedAt + lifetimeSeconds,
      jti: newTokenId(),
      ...granted,
    };
    return {
      access_token: await sign(claims),
      token_type: "Bearer",
      expires_in: lifetimeSeconds,
      ...granted,
    };
  });
  return Object.assign(handle, {
    verify: (authorization: string | null | undefined) =>
      verifyJwtBearer(authorization, { key: findKey, algorithms, issuer, audience, now }),
  });
}
