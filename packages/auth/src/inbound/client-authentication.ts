import { TokenRequestError } from "./token-request-error.js";

/**
 * Where a client puts its id and secret: the Authorization header, the form body or the URL's query. Worldline's
 * back office calls them Basic Auth, Form Body and Query Parameters.
 */
export type ClientAuthenticationMethod = "basic" | "form" | "unsafeQuery";

const descriptions: Readonly<Record<ClientAuthenticationMethod, string>> = {
  basic: "HTTP Basic",
  form: "client_id and client_secret in the form body",
  unsafeQuery: "client_id and client_secret in the query of the URL",
};

/**
 * Refuses a client that authenticates in several ways at once, in none, or in one that is not accepted.
 *
 * @throws {@link TokenRequestError} `ERR_TOKEN_REQUEST_MALFORMED`, `ERR_TOKEN_REQUEST_CLIENT`.
 *
 * @see RFC 6749 section 2.3
 */
export function requireOneMethod(
  tried: readonly ClientAuthenticationMethod[],
  accepted: readonly ClientAuthenticationMethod[],
): void {
  if (tried.length > 1) {
    throw new TokenRequestError(
      "ERR_TOKEN_REQUEST_MALFORMED",
      `The client authenticates in more than one way: ${describe(tried, "and")}.`,
    );
  }
  if (!tried.some((method) => accepted.includes(method))) {
    throw new TokenRequestError(
      "ERR_TOKEN_REQUEST_CLIENT",
      `The client must authenticate by ${describe(accepted, "or")}.`,
    );
  }
}

function describe(methods: readonly ClientAuthenticationMethod[], conjunction: "and" | "or"): string {
  return methods.map((method) => descriptions[method]).join(`, ${conjunction} `);
}
