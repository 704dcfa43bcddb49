import { readJson } from "../http/read-json.js";
import { AccessToken, isTokenText } from "./access-token.js";
import { TokenError, type TokenErrorContext } from "./token-error.js";

/** The request that a token endpoint answered. */
export interface TokenRequestContext {
  /** When it was sent: what `expires_in` counts from, to be on the safe side, and by our own clock. */
  readonly sentAt: Date;
  /** The token endpoint. */
  readonly url: URL;
  /** Our id of the request, where it had one; it goes into errors. */
  readonly requestId?: string | undefined;
  /** What was asked with; it stays of use where the answer has no other (RFC 6749 section 6). */
  readonly refreshToken?: string | undefined;
}

/**
 * Reads the answer of a token endpoint.
 *
 * @throws {@link TokenError} `ERR_TOKEN_REFUSED` for a status other than 2xx, `ERR_TOKEN_RESPONSE` where the
 * answer is no bearer token with a lifetime; {@link ApiContentError} where it is a web page.
 *
 * @see RFC 6749 sections 5.1 and 5.2
 */
export async function processTokenResponse(
  response: Response,
  { sentAt, url, requestId, refreshToken }: TokenRequestContext,
): Promise<AccessToken> {
  const { status } = response;
  const where = url.origin + url.pathname;
  const correlationId =
    response.headers.get("x-correlation-id") ?? response.headers.get("x-request-id") ?? undefined;
  const context = { status, url: where, requestId, correlationId };
  const { data } = await readJson(response, { ...context, method: "POST" });
  const answer = new Map(Object.entries(typeof data === "object" && data !== null ? data : {}));
  if (!response.ok) throw refusal(answer, context);
  const value = textOf(answer, "access_token");
  const lifetimeSeconds = readLifetime(answer.get("expires_in"));
  const flaw =
    (!isTokenText(value) && "has no access_token") ||
    (textOf(answer, "token_type")?.toLowerCase() !== "bearer" && "is not of token_type Bearer") ||
    (lifetimeSeconds === undefined && "has no expires_in in seconds");
  if (flaw || !value || !lifetimeSeconds) {
    throw new TokenError("ERR_TOKEN_RESPONSE", `The answer of the token endpoint ${where} ${flaw}.`, context);
  }
  return new AccessToken({
    value,
    obtainedAt: sentAt,
    expiresAt: new Date(sentAt.getTime() + lifetimeSeconds * 1000),
    // RFC 6749 has blanks between scopes; Worldline answers with commas.
    scope: (textOf(answer, "scope") ?? "").split(/[,\s]+/).filter((each) => each !== ""),
    refreshToken: textOf(answer, "refresh_token") ?? refreshToken,
  });
}

type Members = ReadonlyMap<string, unknown>;

function refusal(answer: Members, context: TokenErrorContext): TokenError {
  const error = textOf(answer, "error");
  const said = textOf(answer, "error_description") ?? textOf(answer, "message") ?? error;
  return new TokenError(
    "ERR_TOKEN_REFUSED",
    `The token endpoint ${context.url} answered ${context.status}${said ? `: ${said.slice(0, 300)}` : " without saying why"}`,
    { ...context, error },
  );
}

/** A number, or its text as some servers write it; at most ten years. */
function readLifetime(value: unknown): number | undefined {
  const seconds = typeof value === "string" && /^\d+$/.test(value) ? Number(value) : value;
  return typeof seconds === "number" && seconds > 0 && seconds <= 315_360_000 ? seconds : undefined;
}

function textOf(answer: Members, name: string): string | undefined {
  const value = answer.get(name);
  return typeof value === "string" && value !== "" ? value : undefined;
}
