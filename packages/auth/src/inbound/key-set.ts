import { CountersignError } from "@countersign/crypto-core";
import type { JWTVerifyGetKey } from "jose";
import { BearerTokenError } from "./bearer-token-error.js";

/** The keys could not be had, so whether the token is right is unknown: answer 500 or 503, not 401. */
export class KeySetUnavailableError extends CountersignError<"ERR_KEY_SET_UNAVAILABLE"> {}

/** What jose's key sets say where the token is at fault, by code: the caller's jose may be another copy. */
const refusals: Readonly<Record<string, string>> = {
  ERR_JWKS_NO_MATCHING_KEY: "No key of the set has the token's kid and fits its alg.",
  ERR_JWKS_MULTIPLE_MATCHING_KEYS:
    "Several keys of the set would do: the token's issuer must name one by its kid.",
  ERR_JOSE_NOT_SUPPORTED: "No key of the set is for the token's alg: a set of public keys verifies no HMAC.",
};

/** A key set that says whose fault it is where it gives no key: the token's, or its own. */
export function explainKeySet(keySet: JWTVerifyGetKey): JWTVerifyGetKey {
  return async (header, token) => {
    try {
      return await keySet(header, token);
    } catch (cause) {
      const refusal = refusals[(cause as { readonly code?: string } | null)?.code ?? ""];
      if (refusal !== undefined) throw new BearerTokenError("ERR_BEARER_TOKEN_KEY_UNKNOWN", refusal);
      throw new KeySetUnavailableError(
        "ERR_KEY_SET_UNAVAILABLE",
        "The keys could not be had, so the token was not checked: see the cause, and try again.",
        { cause },
      );
    }
  };
}
