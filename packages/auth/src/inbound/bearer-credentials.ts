import { BearerTokenError } from "./bearer-token-error.js";

/** The token of an `Authorization: Bearer` header. */
export function bearerToken(authorization: string | null | undefined): string {
  const token = /^bearer +(\S+)$/i.exec(authorization ?? "")?.[1];
  if (token !== undefined) return token;
  throw new BearerTokenError(
    "ERR_BEARER_TOKEN_MISSING",
    "There is no Authorization header with a bearer token.",
  );
}
