import { decodeBase64 } from "@countersign/crypto-core";
import type { ClientCredentials } from "./client-secrets.js";
import { TokenRequestError } from "./token-request-error.js";

/**
 * Client id and secret of an `Authorization: Basic` header, each of which is form-urlencoded inside the base64.
 *
 * @throws {@link TokenRequestError} `ERR_TOKEN_REQUEST_CLIENT`.
 *
 * @see RFC 6749 section 2.3.1 and appendix B
 */
export function basicCredentials(authorization: string): ClientCredentials {
  const encoded = /^basic +(\S+)$/i.exec(authorization)?.[1];
  const pair = encoded === undefined ? undefined : decodeBase64(encoded);
  const [, id, secret] = /^([^:]+):(.+)$/s.exec(Buffer.from(pair ?? []).toString()) ?? [];
  try {
    if (id !== undefined && secret !== undefined) return { id: formDecode(id), secret: formDecode(secret) };
  } catch {
    // Not percent-encoded: told below like everything else that is not as it should be.
  }
  throw new TokenRequestError(
    "ERR_TOKEN_REQUEST_CLIENT",
    "The Authorization header must be Basic and the base64 of id:secret, both form-urlencoded before.",
  );
}

function formDecode(text: string): string {
  return decodeURIComponent(text.replaceAll("+", " "));
}
