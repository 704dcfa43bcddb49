import { type Grant, joinScope, nameScope, postForm, reveal, type Secret } from "./grant.js";

/** Whose token is asked for. */
export interface PasswordGrantOptions {
  /** The resource owner's. */
  readonly username: string;
  /** Asked for at each request, where it is a function. */
  readonly password: Secret;
  /** What is asked for; where it is empty, the request names no scope and the server decides. */
  readonly scope: readonly string[];
}

/**
 * The resource owner password credentials grant.
 *
 * @example
 * ```ts
 * passwordGrant({ username: "a00012345_0012345", password: () => vault.read("ocapi"), scope: ["allow"] });
 * ```
 * @see RFC 6749 section 4.3.2; Clearstream API Developer Guide, "Getting an OAuth2.0 Bearer Token (access_token)"
 */
export function passwordGrant({ username, password, scope }: PasswordGrantOptions): Grant {
  return {
    name: { grant: "password", username, scope: nameScope(scope) },
    async buildRequest({ url, signal }) {
      const form = {
        grant_type: "password",
        ...joinScope(scope),
        username,
        password: await reveal(password),
      };
      return postForm(url, form, { signal });
    },
  };
}
