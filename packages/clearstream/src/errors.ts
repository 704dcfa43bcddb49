import { ApiError, type ApiErrorContext, TokenError, type TokenErrorContext } from "@countersign/auth";
import { CountersignError } from "@countersign/crypto-core";

/** Why credentials cannot be used. */
export type CredentialsErrorCode =
  | "ERR_CREDENTIALS_USER_ID"
  | "ERR_CREDENTIALS_COMMON_NAME"
  | "ERR_CREDENTIALS_FILE_TYPE"
  | "ERR_CREDENTIALS_CHAIN"
  | "ERR_CREDENTIALS_CA_BUNDLE";

/** Credentials that Clearstream would refuse; found before anything is sent. */
export class CredentialsError extends CountersignError<CredentialsErrorCode> {}

/** Clearstream refused a call. */
export class ClearstreamApiError extends ApiError<
  "ERR_CLEARSTREAM_API" | "ERR_CLEARSTREAM_FORBIDDEN" | "ERR_CLEARSTREAM_SCIM"
> {}

/** Why a call was refused with a 403. */
export type ForbiddenReason =
  | "no-certificate"
  | "no-token"
  | "scope"
  | "other-user"
  | "token-expired"
  | "unknown";

/** A 403, with what was found to be its cause. */
export class ClearstreamForbiddenError extends ClearstreamApiError {
  /** What was found to be the cause; `unknown` where all that was sent fits. */
  readonly reason: ForbiddenReason;
  /** The scopes that the resource needs, as the answer names them. */
  readonly requiredScopes: readonly string[];

  constructor(
    message: string,
    context: ApiErrorContext & {
      /** What was found to be the cause. */
      readonly reason: ForbiddenReason;
      /** The scopes that the answer names. */
      readonly requiredScopes: readonly string[];
    },
  ) {
    super("ERR_CLEARSTREAM_FORBIDDEN", message, context);
    this.reason = context.reason;
    this.requiredScopes = context.requiredScopes;
  }
}

/**
 * The token endpoint does not know a scope that was asked for, or the consumer was not granted it.
 *
 * @see Clearstream API Developer Guide, "Troubleshooting" 3
 */
export class ClearstreamScopeError extends TokenError {
  /** The scopes that could be asked for, as the answer lists them. */
  readonly validScopes: readonly string[];

  constructor(
    message: string,
    context: TokenErrorContext & {
      /** The scopes that the answer lists. */
      readonly validScopes: readonly string[];
    },
  ) {
    super("ERR_TOKEN_REFUSED", message, context);
    this.validScopes = context.validScopes;
  }
}
