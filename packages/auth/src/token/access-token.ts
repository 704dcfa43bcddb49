/** A bearer token and how long it holds. */
export interface AccessToken {
  readonly value: string;
  readonly expiresAt: Date;
  /** The scopes that were granted, which may be fewer than were asked for; empty where the answer named none. */
  readonly scope: readonly string[];
}

/** Where bearer tokens come from. */
export interface TokenSource {
  /**
   * A token that holds now.
   *
   * @param options `forceRefresh`: a new one even where an old one still holds, after a server refused that.
   */
  getToken(options?: {
    readonly signal?: AbortSignal;
    readonly forceRefresh?: boolean;
  }): Promise<AccessToken>;
}
