import { CountersignError } from "@countersign/crypto-core";

/** Why a token request was refused. */
export type TokenRequestErrorCode =
  | "ERR_TOKEN_REQUEST_METHOD"
  | "ERR_TOKEN_REQUEST_MALFORMED"
  | "ERR_TOKEN_REQUEST_CLIENT"
  | "ERR_TOKEN_REQUEST_GRANT_TYPE"
  | "ERR_TOKEN_REQUEST_SCOPE";

/**
 * A token request that gets no token. The message is also the answer's `error_description`, so it has neither
 * quotes nor anything of the request in it (RFC 6749 section 5.2).
 */
export class TokenRequestError extends CountersignError<TokenRequestErrorCode> {}
