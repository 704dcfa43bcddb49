import { basicCredentials } from "./basic-credentials.js";
import { type ClientAuthenticationMethod, requireOneMethod } from "./client-authentication.js";
import type { ClientCredentials } from "./client-secrets.js";
import { readRequestBody } from "./read-body.js";
import { TokenRequestError } from "./token-request-error.js";

/** What a token request says; nothing of it has been checked yet. */
export interface TokenRequest {
  readonly client: ClientCredentials;
  readonly grantType: string | undefined;
  readonly scope: string | undefined;
}

const maxBodyBytes = 16 * 1024;

/**
 * Reads a token request. Where credentials may be in the query, the other parameters may be there too.
 *
 * @throws {@link TokenRequestError} `ERR_TOKEN_REQUEST_METHOD`, `…_MALFORMED`, `…_CLIENT`;
 * {@link RequestTooLargeError} above 16 KiB.
 *
 * @see RFC 6749 sections 2.3, 3.2 and 4.4.2
 */
export async function readTokenRequest(
  request: Request,
  methods: readonly ClientAuthenticationMethod[],
): Promise<TokenRequest> {
  if (request.method !== "POST") {
    throw new TokenRequestError("ERR_TOKEN_REQUEST_METHOD", "A token is asked for by POST.");
  }
  const form = await readForm(request);
  const query = new URL(request.url).searchParams;
  const authorization = request.headers.get("authorization");
  const tried: ClientAuthenticationMethod[] = [];
  if (authorization !== null) tried.push("basic");
  if (form.get("client_secret")) tried.push("form");
  if (query.get("client_secret")) tried.push("unsafeQuery");
  requireOneMethod(tried, methods);
  const parameters = new URLSearchParams([...form, ...(methods.includes("unsafeQuery") ? query : [])]);
  return {
    client: readClient(authorization, parameters),
    grantType: parameter(parameters, "grant_type"),
    scope: parameter(parameters, "scope"),
  };
}

async function readForm(request: Request): Promise<URLSearchParams> {
  const body = await readRequestBody(request, maxBodyBytes);
  const type = request.headers.get("content-type") ?? "";
  if (body.length > 0 && !/^application\/x-www-form-urlencoded *(;|$)/i.test(type)) {
    throw new TokenRequestError(
      "ERR_TOKEN_REQUEST_MALFORMED",
      "The body must be application/x-www-form-urlencoded, and Content-Type must say so.",
    );
  }
  return new URLSearchParams(new TextDecoder().decode(body));
}

function readClient(authorization: string | null, parameters: URLSearchParams): ClientCredentials {
  const id = parameter(parameters, "client_id");
  const secret = parameter(parameters, "client_secret");
  if (authorization !== null) {
    const client = basicCredentials(authorization);
    if (id === undefined || id === client.id) return client;
    throw new TokenRequestError(
      "ERR_TOKEN_REQUEST_MALFORMED",
      "client_id is another than the one in the Authorization header.",
    );
  }
  if (id !== undefined && secret !== undefined) return { id, secret };
  throw new TokenRequestError("ERR_TOKEN_REQUEST_MALFORMED", "There is a client_secret, but no client_id.");
}

/** A parameter's value; an empty one is none (RFC 6749 section 3.2). */
function parameter(parameters: URLSearchParams, name: string): string | undefined {
  const [value, another] = parameters.getAll(name);
  if (another !== undefined) {
    throw new TokenRequestError("ERR_TOKEN_REQUEST_MALFORMED", `${name} is given more than once.`);
  }
  return value || undefined;
}
