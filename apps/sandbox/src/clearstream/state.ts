export interface Consumer {
  readonly userId: string;
  /** The scopes of the APIs that were granted in step 1. */
  readonly apis: readonly string[];
  /** Set in step 2. */
  password?: { readonly salt: string; readonly hash: string };
}

export interface RefreshToken {
  /** The token's `jti`. It is here as long as the token is alive. */
  readonly id: string;
  readonly userId: string;
  readonly scope: string;
  readonly expiresAt: string;
}

export interface ClearstreamState {
  readonly consumers: Consumer[];
  refreshTokens: RefreshToken[];
}
