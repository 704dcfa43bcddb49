import { type Grant, joinScope, nameScope, postForm, reveal, type Secret } from "./grant.js";

/** Who asks, and how it says so. */
export interface ClientSecretGrantOptions {
  /** As the institution gave it. */
  readonly clientId: string;
  /** Asked for at each request, where it is a function. */
  readonly clientSecret: Secret;
  /** What is asked for; by default the request names none and the server decides. */
  readonly scope?: readonly string[];
  /**
   * Where id and secret stand: in the form, in a Basic header, or in the query, which servers write into their
   * access logs. `body` by default.
   */
  readonly sentAs?: "body" | "basic" | "query";
}

/**
 * The client credentials grant with a client id and secret.
 *
 * @example
 * ```ts
 * clientSecretGrant({ clientId: "Worldline-000021", clientSecret, scope: ["PIS", "IDEAL"] });
 * ```
 * @see RFC 6749 sections 2.3.1 and 4.4.2; Worldline, "Access Token - Version 2"
 */
export function clientSecretGrant({
  clientId,
  clientSecret,
  scope = [],
  sentAs = "body",
}: ClientSecretGrantOptions): Grant {
  return {
    name: { grant: "client_credentials", clientId, scope: nameScope(scope) },
    async buildRequest({ url, signal }) {
      const form = { grant_type: "client_credentials", ...joinScope(scope) };
      const client = { client_id: clientId, client_secret: await reveal(clientSecret) };
      if (sentAs === "body") return postForm(url, { ...form, ...client }, { signal });
      if (sentAs === "basic") {
        const headers = { authorization: basic(client.client_id, client.client_secret) };
        return postForm(url, form, { headers, signal });
      }
      const target = new URL(url);
      for (const [name, value] of Object.entries(client)) target.searchParams.set(name, value);
      return postForm(target, form, { signal });
    },
  };
}

/** Both halves are form-encoded before they are joined, which is what a colon in one of them needs. */
function basic(clientId: string, clientSecret: string): string {
  const encode = (text: string) => new URLSearchParams([["", text]]).toString().slice(1);
  return `Basic ${Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString("base64")}`;
}
