import type { JWTPayload, JWTVerifyGetKey, KeyInput } from "jose";
import { bearerToken } from "./bearer-credentials.js";
import { explainJwtRefusal } from "./jwt-refusal.js";
import { explainKeySet } from "./key-set.js";

/** What a bearer token must be to be accepted. */
export interface JwtBearerSettings {
  /**
   * One key (a KeyObject, say), or a function that finds it: what jose's `createLocalJWKSet` or
   * `createRemoteJWKSet` gives. Make a remote one once: it keeps the keys for 10 minutes, and fetches earlier
   * for a `kid` that it does not know, though no sooner than 30 seconds after it last succeeded. Where the
   * address cannot be reached nothing holds it back: it then tries once for every token.
   */
  readonly key: KeyInput | JWTVerifyGetKey;
  /**
   * The values of `alg` that are accepted, such as `["RS256"]`; all must be for keys of the kind that `key` is.
   * A token never chooses: not `none`, and not HS256 with a public key for its secret.
   */
  readonly algorithms: readonly string[];
  /** The token's `iss`, exactly. */
  readonly issuer: string;
  /** Must be the token's `aud`, or one of them. */
  readonly audience: string;
  /** How far the issuer's clock may be from ours; 0 by default. */
  readonly clockToleranceSeconds?: number;
  /** The clock; the system's by default. */
  readonly now?: () => Date;
}

/**
 * Checks an inbound `Authorization: Bearer` header that holds a signed JWT: signature, issuer, audience and
 * times. A token without `exp` is refused.
 *
 * @param authorization the header as received; null or undefined where there was none.
 * @returns the claims.
 * @throws {@link BearerTokenError} `ERR_BEARER_TOKEN_MISSING`, `…_MALFORMED`, `…_ALGORITHM`, `…_KEY_UNKNOWN`,
 * `…_SIGNATURE`, `…_ISSUER`, `…_AUDIENCE`, `…_NOT_YET_VALID`, `…_EXPIRED`; {@link KeySetUnavailableError}
 * where the keys could not be had; TypeError where the settings lack something, or the key does not fit an
 * algorithm that they accept.
 *
 * @example
 * ```ts
 * import { createRemoteJWKSet, customFetch } from "jose";
 *
 * const http = createHttpClient();
 * const settings = {
 *   key: createRemoteJWKSet(new URL("https://issuer.example/jwks"), {
 *     [customFetch]: (url, options) => http.get(url, options),
 *   }),
 *   algorithms: ["RS256"],
 *   issuer: "https://issuer.example",
 *   audience: "https://shop.example/notifications",
 * };
 * const { sub } = await verifyJwtBearer(request.headers.get("authorization"), settings);
 * ```
 * @see RFC 6750 section 2.1, RFC 7519 section 7.2, RFC 8725 sections 3.1, 3.8 and 3.9
 */
export async function verifyJwtBearer(
  authorization: string | null | undefined,
  settings: JwtBearerSettings,
): Promise<JWTPayload> {
  const { key, algorithms, issuer, audience, clockToleranceSeconds = 0, now = () => new Date() } = settings;
  // Undefined, jose would take each for a check that nobody wants.
  if (!algorithms || !issuer || !audience) {
    throw new TypeError("verifyJwtBearer needs algorithms, issuer and audience.");
  }
  const token = bearerToken(authorization);
  // It takes longer to load than all the rest of us, and most who import us check no JWT.
  const { errors, jwtVerify } = await import("jose");
  try {
    const { payload } = await jwtVerify(token, typeof key === "function" ? explainKeySet(key) : key, {
      algorithms: [...algorithms],
      issuer,
      audience,
      requiredClaims: ["exp"],
      clockTolerance: clockToleranceSeconds,
      currentDate: now(),
    });
    return payload;
  } catch (error) {
    throw error instanceof errors.JOSEError ? explainJwtRefusal(error) : error;
  }
}
