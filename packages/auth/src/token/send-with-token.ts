import type { AccessToken, TokenSource } from "./access-token.js";

/** How an institution says that a token has ended. */
export interface SendWithTokenOptions {
  /** Whether an answer means that the token has ended; it may read the body of the copy that it gets. */
  readonly isExpired: (response: Response, token: AccessToken) => boolean | Promise<boolean>;
  /** Ends the waiting for a token; `send` sees to its own. */
  readonly signal?: AbortSignal;
}

/**
 * Sends a request with a token; where the answer means that the token has ended, once more with another one, and
 * never a third time.
 *
 * @returns the last answer, and the token that it is the answer to.
 *
 * @example
 * ```ts
 * const { response } = await sendWithToken(tokens, (token) => http.get(url, { headers: bearer(token) }), {
 *   isExpired: ({ status }) => status === 401,
 * });
 * ```
 */
export async function sendWithToken(
  tokens: TokenSource,
  send: (token: AccessToken) => Promise<Response>,
  { isExpired, signal }: SendWithTokenOptions,
): Promise<{
  /** The last answer. */
  readonly response: Response;
  /** The token that it is the answer to. */
  readonly token: AccessToken;
}> {
  const cancel = signal ? { signal } : {};
  const token = await tokens.getToken(cancel);
  const response = await send(token);
  if (response.ok || !(await isExpired(response.clone(), token))) return { response, token };
  const next = await tokens.getToken({ ...cancel, refused: token });
  if (next.value === token.value) return { response, token };
  return { response: await send(next), token: next };
}
