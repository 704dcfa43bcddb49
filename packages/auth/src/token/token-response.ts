import { TokenError } from "../errors.js";
import type { AccessToken } from "./access-token.js";

/**
 * Reads the answer of a token endpoint.
 *
 * @param now when the request was sent: what `expires_in` counts from, to be on the safe side.
 * @throws {@link TokenError} `ERR_TOKEN_REFUSED` for a status other than 2xx, `ERR_TOKEN_RESPONSE` where the
 * answer is no token.
 *
 * @see RFC 6749 sections 5.1 and 5.2
 */
export async function processTokenResponse(response: Response, now: Date): Promise<AccessToken> {
  const text = await response.text();
  const answer = parseObject(text);
  const { status } = response;
  if (!response.ok) {
    const error = stringOf(answer, "error");
    const detail = stringOf(answer, "error_description") ?? stringOf(answer, "message") ?? error;
    throw new TokenError(
      "ERR_TOKEN_REFUSED",
      `The token endpoint answered ${status}${detail ? `: ${detail}` : " without saying why"}`,
      { status, error },
    );
  }
  const value = stringOf(answer, "access_token");
  const lifetimeSeconds = Number(answer?.expires_in);
  if (!value || !(lifetimeSeconds > 0)) {
    throw new TokenError(
      "ERR_TOKEN_RESPONSE",
      answer
        ? "The token endpoint's answer lacks access_token or expires_in."
        : `The token endpoint answered ${status}, but with ${response.headers.get("content-type") ?? "nothing"} instead of JSON: is the address right?`,
      { status },
    );
  }
  return {
    value,
    expiresAt: new Date(now.getTime() + lifetimeSeconds * 1000),
    // RFC 6749 has blanks between scopes; Worldline answers with commas.
    scope: (stringOf(answer, "scope") ?? "").split(/[,\s]+/).filter((each) => each !== ""),
  };
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function stringOf(answer: Record<string, unknown> | undefined, name: string): string | undefined {
  const value = answer?.[name];
  return typeof value === "string" ? value : undefined;
}
