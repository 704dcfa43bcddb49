/** What a token request is built with. */
export interface GrantContext {
  /** The token endpoint. */
  readonly url: URL;
  /** The time of this attempt, for a request that carries or signs a date. */
  readonly now: Date;
  /** Ends the request, and what is done to build it. */
  readonly signal?: AbortSignal | undefined;
  /** From the last answer, for a grant that uses it. */
  readonly refreshToken?: string | undefined;
}

/** A way to ask for tokens: a value that {@link createTokenSource} takes. */
export interface Grant {
  /** All that makes a token another one than the next, in words; it goes into the cache key, and holds no secret. */
  readonly name: Readonly<Record<string, string>>;
  /** Whether `refreshToken` is of use. */
  readonly usesRefreshToken?: boolean;
  /** Builds a request; called again for each attempt, so that dates and signatures are fresh. */
  buildRequest(context: GrantContext): Request | Promise<Request>;
}

/** A secret, or where to get it each time. */
export type Secret = string | (() => string | Promise<string>);

/** @see RFC 6749 section 3.3: scopes with blanks between. */
export function joinScope(scope: readonly string[]): { readonly scope?: string } {
  return scope.length > 0 ? { scope: scope.join(" ") } : {};
}

/** The same scopes in any order are the same token. */
export function nameScope(scope: readonly string[]): string {
  return [...new Set(scope)].sort().join(" ");
}

/** A form post to the token endpoint. */
export function postForm(
  url: URL,
  form: Readonly<Record<string, string>>,
  {
    headers = {},
    signal,
  }: { readonly headers?: Record<string, string>; readonly signal?: AbortSignal | undefined } = {},
): Request {
  return new Request(url, {
    method: "POST",
    headers: { ...headers, accept: "application/json" },
    body: new URLSearchParams(form),
    ...(signal && { signal }),
  });
}

export async function reveal(secret: Secret): Promise<string> {
  return typeof secret === "string" ? secret : await secret();
}
