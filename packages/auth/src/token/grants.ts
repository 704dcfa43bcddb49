/** Form fields by which a client says who it is: a value that a grant takes. */
export type ClientAuthentication = Readonly<Record<string, string>>;

/** Client id and secret in the form body (RFC 6749 section 2.3.1). */
export function clientSecretPost(clientId: string, clientSecret: string): ClientAuthentication {
  return { client_id: clientId, client_secret: clientSecret };
}

/** The form body of a resource owner password grant (RFC 6749 section 4.3.2). */
export function passwordGrant(options: {
  readonly username: string;
  readonly password: string;
  readonly scope: readonly string[];
}): URLSearchParams {
  const { username, password, scope } = options;
  return new URLSearchParams({ grant_type: "password", scope: scope.join(" "), username, password });
}

/** The form body of a client credentials grant (RFC 6749 section 4.4.2). */
export function clientCredentialsGrant(options: {
  readonly client?: ClientAuthentication;
  readonly scope?: readonly string[];
}): URLSearchParams {
  const { client = {}, scope = [] } = options;
  return new URLSearchParams({
    grant_type: "client_credentials",
    ...client,
    ...(scope.length > 0 && { scope: scope.join(" ") }),
  });
}
