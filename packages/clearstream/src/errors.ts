import { ApiError, type ApiErrorContext } from "@countersign/auth";
import { CountersignError } from "@countersign/crypto-core";

/** Why credentials cannot be used. */
export type CredentialsErrorCode =
  | "ERR_CREDENTIALS_USER_ID"
  | "ERR_CREDENTIALS_COMMON_NAME"
  | "ERR_CREDENTIALS_CA_BUNDLE";

/** Credentials that Clearstream would refuse; found before anything is sent. */
export class CredentialsError extends CountersignError<CredentialsErrorCode> {}

/** Clearstream refused a call. */
export class ClearstreamApiError extends ApiError<"ERR_CLEARSTREAM_API" | "ERR_CLEARSTREAM_FORBIDDEN"> {}

/** A 403, with what was found to be its cause. */
export class ClearstreamForbiddenError extends ClearstreamApiError {
  /** The scopes that the resource needs, as the answer names them. */
  readonly requiredScopes: readonly string[];

  constructor(message: string, context: ApiErrorContext & { readonly requiredScopes: readonly string[] }) {
    super("ERR_CLEARSTREAM_FORBIDDEN", message, context);
    this.requiredScopes = context.requiredScopes;
  }
}
