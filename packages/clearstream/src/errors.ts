import { ApiError, type ApiErrorContext } from "@countersign/auth";
import { CountersignError } from "@countersign/crypto-core";

/** Why credentials cannot be used. */
export type CredentialsErrorCode =
  | "ERR_CREDENTIALS_USER_ID"
  | "ERR_CREDENTIALS_COMMON_NAME"
  | "ERR_CREDENTIALS_CA_BUNDLE";

/** Credentials that Clearstream would refuse; found before anything is sent. */
export class CredentialsError extends CountersignError<CredentialsErrorCode> {}

/** Clearstream refused a call, or something else answered in its place. */
export class ClearstreamApiError extends ApiError<
  | "ERR_CLEARSTREAM_API"
  | "ERR_CLEARSTREAM_FORBIDDEN"
  | "ERR_CLEARSTREAM_NOT_AN_API"
  | "ERR_CLEARSTREAM_MAINTENANCE"
> {}

/** A 403, with what was found to be its cause. */
export class ClearstreamForbiddenError extends ClearstreamApiError {
  /** The scopes that the resource needs, as the answer names them. */
  readonly requiredScopes: readonly string[];

  constructor(
    message: string,
    context: ApiErrorContext & { readonly body: unknown; readonly requiredScopes: readonly string[] },
  ) {
    super("ERR_CLEARSTREAM_FORBIDDEN", message, { status: 403, ...context });
    this.requiredScopes = context.requiredScopes;
  }
}
