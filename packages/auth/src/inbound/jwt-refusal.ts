import type { errors } from "jose";
import { BearerTokenError, type BearerTokenErrorCode } from "./bearer-token-error.js";

type Refusal = readonly [BearerTokenErrorCode, string];

const refusals: Readonly<Record<string, Refusal>> = {
  ERR_JOSE_ALG_NOT_ALLOWED: [
    "ERR_BEARER_TOKEN_ALGORITHM",
    "The token is signed by an algorithm (alg) that is not accepted here.",
  ],
  ERR_JOSE_NOT_SUPPORTED: [
    "ERR_BEARER_TOKEN_MALFORMED",
    "The token demands an extension (crit) or an algorithm that is not known here.",
  ],
  ERR_JWS_SIGNATURE_VERIFICATION_FAILED: [
    "ERR_BEARER_TOKEN_SIGNATURE",
    "The token was altered, or signed with another key than the one that it was verified with.",
  ],
  ERR_JWT_EXPIRED: [
    "ERR_BEARER_TOKEN_EXPIRED",
    "The token has expired: a new one must be got. Where it is new, compare the clocks.",
  ],
};

const claimRefusals: Readonly<Record<string, Refusal>> = {
  iss: ["ERR_BEARER_TOKEN_ISSUER", "The token's issuer (iss) is not the one that is accepted here."],
  aud: ["ERR_BEARER_TOKEN_AUDIENCE", "The token is for others (aud): it must be issued for this receiver."],
  nbf: ["ERR_BEARER_TOKEN_NOT_YET_VALID", "The token is not valid yet (nbf): compare the clocks."],
  exp: ["ERR_BEARER_TOKEN_MALFORMED", "The token does not say when it expires (exp)."],
};

const noNumber: Refusal = ["ERR_BEARER_TOKEN_MALFORMED", "A time in the token (exp, nbf, iat) is no number."];

const noJwt: Refusal = [
  "ERR_BEARER_TOKEN_MALFORMED",
  "The token is no JWT: three parts of base64url, which are a JSON header, JSON claims and a signature.",
];

/** Our error for jose's, which is not kept as the cause: it would carry claims, or pieces of the token, into logs. */
export function explainJwtRefusal(error: errors.JOSEError): BearerTokenError {
  const { claim = "", reason } = error as Partial<errors.JWTClaimValidationFailed>;
  const ofClaim = reason === "invalid" ? noNumber : claimRefusals[claim];
  return new BearerTokenError(...(refusals[error.code] ?? ofClaim ?? noJwt));
}
