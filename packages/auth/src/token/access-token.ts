/** What an {@link AccessToken} is made of. */
export interface AccessTokenParts {
  readonly value: string;
  readonly expiresAt: Date;
  /** When it was asked for. */
  readonly obtainedAt: Date;
  readonly scope: readonly string[];
  readonly refreshToken?: string | undefined;
}

/** A bearer token and how long it holds. Neither `inspect` nor JSON shows the token. */
export class AccessToken {
  readonly expiresAt: Date;
  /** When it was asked for. */
  readonly obtainedAt: Date;
  /** The scopes that were granted, which may be fewer than were asked for; empty where the answer named none. */
  readonly scope: readonly string[];
  readonly #value: string;
  readonly #refreshToken: string | undefined;

  constructor({ value, expiresAt, obtainedAt, scope, refreshToken }: AccessTokenParts) {
    this.expiresAt = expiresAt;
    this.obtainedAt = obtainedAt;
    this.scope = scope;
    this.#value = value;
    this.#refreshToken = refreshToken;
  }

  /** What goes behind `Authorization: Bearer`. */
  get value(): string {
    return this.#value;
  }

  get refreshToken(): string | undefined {
    return this.#refreshToken;
  }
}

/** What a token is asked for with. */
export interface GetTokenOptions {
  /** Ends this caller's waiting only. */
  readonly signal?: AbortSignal;
  /** A new one even where an old one still holds. */
  readonly forceRefresh?: boolean;
  /** A token that a server refused: another one, which is asked for unless that has been done since. */
  readonly refused?: AccessToken;
}

/** Where bearer tokens come from. */
export interface TokenSource {
  /** A token that holds now. */
  getToken(options?: GetTokenOptions): Promise<AccessToken>;
}
