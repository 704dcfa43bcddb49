/** What an {@link AccessToken} is made of. */
export interface AccessTokenParts {
  /** What goes behind `Authorization: Bearer`: visible ASCII. */
  readonly value: string;
  /** From when on it no longer holds. */
  readonly expiresAt: Date;
  /** When it was asked for. */
  readonly obtainedAt: Date;
  /** The scopes that were granted; empty where the answer named none. */
  readonly scope: readonly string[];
  /** What the next one may be asked for with, where the answer had it. */
  readonly refreshToken?: string | undefined;
}

/** A bearer token and how long it holds. Neither `inspect` nor JSON shows the token. */
export class AccessToken {
  /** From when on it no longer holds, by our clock. */
  readonly expiresAt: Date;
  /** When it was asked for. */
  readonly obtainedAt: Date;
  /** The scopes that were granted, which may be fewer than were asked for; empty where the answer named none. */
  readonly scope: readonly string[];
  readonly #value: string;
  readonly #refreshToken: string | undefined;

  /** @throws TypeError where the value cannot stand in a header; the platform's own error would show it. */
  constructor({ value, expiresAt, obtainedAt, scope, refreshToken }: AccessTokenParts) {
    if (!isTokenText(value)) throw new TypeError("a token is visible ASCII, without blanks or line breaks");
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

  /** What the next one may be asked for with; undefined where there is none. */
  get refreshToken(): string | undefined {
    return this.#refreshToken;
  }
}

/** Visible ASCII, so that it can stand in a header (RFC 6749 appendix A.12, without blanks). */
export function isTokenText(value: string | undefined): value is string {
  return /^[\x21-\x7e]+$/.test(value ?? "");
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
