import { CountersignError } from "@countersign/crypto-core";

/** Why an inbound request's bearer token was refused. */
export type BearerTokenErrorCode =
  | "ERR_BEARER_TOKEN_MISSING"
  | "ERR_BEARER_TOKEN_WRONG"
  | "ERR_BEARER_TOKEN_MALFORMED"
  | "ERR_BEARER_TOKEN_ALGORITHM"
  | "ERR_BEARER_TOKEN_KEY_UNKNOWN"
  | "ERR_BEARER_TOKEN_SIGNATURE"
  | "ERR_BEARER_TOKEN_EXPIRED"
  | "ERR_BEARER_TOKEN_NOT_YET_VALID"
  | "ERR_BEARER_TOKEN_ISSUER"
  | "ERR_BEARER_TOKEN_AUDIENCE";

/** An inbound request without a bearer token, or with one that is not accepted here: answer 401. */
export class BearerTokenError extends CountersignError<BearerTokenErrorCode> {}
