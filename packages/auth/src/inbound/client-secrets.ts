import { createHash, timingSafeEqual } from "node:crypto";
import { TokenRequestError } from "./token-request-error.js";

/** Who may ask for tokens. */
export interface TokenClient {
  /** Its `client_id`, which must not be empty. */
  readonly id: string;
  /** One secret, or several while one replaces another. */
  readonly secrets: readonly string[];
}

/** What a client says that it is. */
export interface ClientCredentials {
  readonly id: string;
  readonly secret: string;
}

/**
 * Makes the check of a client's id and secret, in constant time: an unknown id costs what a wrong secret does.
 *
 * @throws TypeError where an id or a secret is empty.
 */
export function clientSecretVerifier(clients: readonly TokenClient[]): (given: ClientCredentials) => void {
  const known = clients.flatMap(({ id, secrets }) => {
    if (!id || !secrets.every(Boolean)) throw new TypeError("A client's id or one of its secrets is empty.");
    return secrets.map((secret) => sha256({ id, secret }));
  });
  return (given) => {
    const hash = sha256(given);
    // All are compared, matched or not.
    if (known.filter((each) => timingSafeEqual(each, hash)).length > 0) return;
    throw new TokenRequestError("ERR_TOKEN_REQUEST_CLIENT", "The client is unknown, or its secret is wrong.");
  };
}

/** Of both at once, as JSON, in which the end of the id cannot be taken for the beginning of the secret. */
function sha256({ id, secret }: ClientCredentials): Buffer {
  return createHash("sha256")
    .update(JSON.stringify([id, secret]))
    .digest();
}
