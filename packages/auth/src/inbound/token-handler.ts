import type { ClientAuthenticationMethod } from "./client-authentication.js";
import { clientSecretVerifier, type TokenClient } from "./client-secrets.js";
import { RequestTooLargeError } from "./read-body.js";
import { readTokenRequest } from "./token-request.js";
import { TokenRequestError } from "./token-request-error.js";

/** Who gets tokens, and how they ask. */
export interface TokenHandlerSettings {
  /** All others are refused with a 401, `invalid_client`. */
  readonly clients: readonly TokenClient[];
  /**
   * How a client may authenticate; `["basic", "form"]` by default. With `unsafeQuery` its secret is part of the
   * URL, which proxies and servers write to their access logs: anybody who reads those can then get tokens.
   * OAuth forbids it (RFC 6749 section 2.3.1); use it only where the other side can do nothing else.
   */
  readonly methods?: readonly ClientAuthenticationMethod[];
  /** Scopes that may be asked for; none by default, and a request that names another is refused. */
  readonly scopes?: readonly string[];
  /** Told of every request that got no token, and why. */
  readonly onRefused?: (error: unknown) => void;
}

/** The answer that brings a token (RFC 6749 section 5.1). */
export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: "Bearer";
  readonly expires_in: number;
  readonly scope?: string;
}

/**
 * A handler of the client credentials grant, for any server that speaks Request and Response.
 *
 * @see RFC 6749 sections 4.4 and 5
 */
export function createTokenHandler(
  settings: TokenHandlerSettings,
  issue: (clientId: string, scope: string | undefined) => Promise<TokenAnswer>,
): (request: Request) => Promise<Response> {
  const { methods = ["basic", "form"], scopes = [], onRefused } = settings;
  const verifyClientSecret = clientSecretVerifier(settings.clients);
  return async (request) => {
    try {
      const { client, grantType, scope } = await readTokenRequest(request, methods);
      verifyClientSecret(client);
      checkGrantType(grantType);
      checkScope(scope, scopes);
      return Response.json(await issue(client.id, scope), { headers: notStored });
    } catch (error) {
      onRefused?.(error);
      return refuse(error);
    }
  };
}

const notStored = { "cache-control": "no-store", pragma: "no-cache" };

function checkGrantType(grantType: string | undefined): void {
  if (grantType === "client_credentials") return;
  throw grantType === undefined
    ? new TokenRequestError("ERR_TOKEN_REQUEST_MALFORMED", "There is no grant_type.")
    : new TokenRequestError("ERR_TOKEN_REQUEST_GRANT_TYPE", "The grant_type must be client_credentials.");
}

function checkScope(scope: string | undefined, known: readonly string[]): void {
  if (scope === undefined || scope.split(" ").every((each) => known.includes(each))) return;
  throw new TokenRequestError(
    "ERR_TOKEN_REQUEST_SCOPE",
    `A scope is not known here: ${known.length > 0 ? `ask for ${known.join(" ")}` : "ask for none"}.`,
  );
}

const challenge = { "www-authenticate": 'Basic realm="token"' };

const answers = {
  ERR_TOKEN_REQUEST_METHOD: { status: 405, error: "invalid_request", headers: { allow: "POST" } },
  ERR_TOKEN_REQUEST_MALFORMED: { status: 400, error: "invalid_request", headers: {} },
  ERR_TOKEN_REQUEST_CLIENT: { status: 401, error: "invalid_client", headers: challenge },
  ERR_TOKEN_REQUEST_GRANT_TYPE: { status: 400, error: "unsupported_grant_type", headers: {} },
  ERR_TOKEN_REQUEST_SCOPE: { status: 400, error: "invalid_scope", headers: {} },
  ERR_REQUEST_TOO_LARGE: { status: 413, error: "invalid_request", headers: {} },
};

function refuse(error: unknown): Response {
  if (!(error instanceof TokenRequestError || error instanceof RequestTooLargeError)) {
    return new Response(null, { status: 500 });
  }
  const { status, error: name, headers } = answers[error.code];
  return Response.json(
    { error: name, error_description: error.message },
    { status, headers: { ...notStored, ...headers } },
  );
}
