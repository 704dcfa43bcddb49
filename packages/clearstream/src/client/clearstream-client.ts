import {
  type AccessToken,
  createHttpClient,
  createTokenSource,
  type GetTokenOptions,
  type HttpClientSettings,
  passwordGrant,
  refreshTokenGrant,
  resolvePath,
  type TokenSharing,
} from "@countersign/auth";
import type { ClearstreamCredentials } from "../credentials/load-credentials.js";
import { createScim, type Scim } from "../scim/scim.js";
import type { Call, ClearstreamRequestOptions, ClearstreamResponse } from "./call.js";
import { createCall } from "./create-call.js";
import { baseUrlOf, type ClearstreamEnvironment } from "./environment.js";
import { withPlaceholderBasic } from "./placeholder-basic.js";
import { createPlayground, type Playground } from "./playground.js";
import { clearstreamRetryPolicy, tokenRetryPolicy } from "./retry-policy.js";
import { scopedTokens } from "./scoped-tokens.js";
import { withMandatoryScope } from "./scopes.js";
import { explainTokenRefusal } from "./token-refusal.js";

/** How Clearstream is reached, and as whom. */
export interface ClearstreamClientSettings extends Omit<HttpClientSettings, "identity" | "ca">, TokenSharing {
  /** `production`, `preProduction`, or a base URL. */
  readonly environment: ClearstreamEnvironment;
  /** As whom: what {@link loadCredentials} gives. */
  readonly credentials: ClearstreamCredentials;
  /** The consumer's password, asked for at each token request. */
  readonly password: () => string | Promise<string>;
  /** The APIs to be called, such as `ocapi-playground-v1`; `allow` is added. */
  readonly scope: readonly string[];
  /**
   * Renews with the refresh token of the last answer, and with the password where that is refused. False by
   * default: Clearstream does not say how long a refresh token lasts.
   */
  readonly useRefreshToken?: boolean;
  /** Sends {@link placeholderBasicHeader} with token requests, for a gateway between that wants one. False by default. */
  readonly usePlaceholderBasic?: boolean;
}

/** Clearstream's APIs. */
export interface ClearstreamClient {
  /** The free API with synthetic answers, to try a connection with. */
  readonly playground: Playground;
  /**
   * Users and groups of the organisation unit.
   *
   * @beta
   */
  readonly scim: Scim;
  /** The token that calls are made with; of other scopes than the client's where `scope` names them. */
  getToken(
    options?: GetTokenOptions & {
      /** Instead of the client's; `allow` is added. */
      readonly scope?: readonly string[];
    },
  ): Promise<AccessToken>;
  /**
   * Any other call; the answer must be JSON.
   *
   * @param path from the base URL on, with query.
   * @throws {@link ClearstreamForbiddenError} with the cause that was found, {@link ClearstreamApiError},
   * {@link ClearstreamScopeError} and other `TokenError`s, `ApiContentError` where a web page came (unknown paths
   * get one with status 200, maintenance one with 503), `ApiConnectionError`, `ApiTimeoutError`, `TlsError`;
   * TypeError where the path leads to another host.
   *
   * @example
   * ```ts
   * const { data } = await clearstream.request<Template[]>("GET", templatesPath, {
   *   scope: [clearstreamScopes.digitalInstruments],
   * });
   * ```
   */
  request<T = unknown>(
    method: string,
    path: string,
    options?: ClearstreamRequestOptions,
  ): Promise<ClearstreamResponse<T>>;
  /** Waits for what is under way, then ends the connections. */
  close(): Promise<void>;
}

/**
 * A client of Clearstream's APIs: mutual TLS on every connection, a token by password grant, kept while it
 * holds.
 *
 * @throws TypeError where the environment is the web portal's host, or no `https:` URL.
 *
 * @example
 * ```ts
 * const clearstream = createClearstreamClient({
 *   environment: "preProduction",
 *   credentials,
 *   password: () => process.env.CLEARSTREAM_PASSWORD ?? "",
 *   scope: [clearstreamScopes.playground],
 * });
 * console.log(await clearstream.playground.info());
 * ```
 * @see Clearstream API Developer Guide, "Getting an OAuth2.0 Bearer Token (access_token)"
 */
export function createClearstreamClient(settings: ClearstreamClientSettings): ClearstreamClient {
  const { environment, credentials, password, scope, useRefreshToken, usePlaceholderBasic, ...transport } =
    settings;
  const { identity, ca, userId } = credentials;
  const { hooks, now = () => new Date() } = settings;
  const base = baseUrlOf(environment);
  const tokenUrl = resolvePath(base, "/authmanager/oauth2/access_token");
  const http = createHttpClient({
    ...transport,
    identity,
    ca,
    // What is not given keeps its default: ky's own repeats a PUT and a DELETE.
    retry: { ...clearstreamRetryPolicy, ...settings.retry },
  });
  // A client of its own, because its policy is another one.
  const tokenHttp = createHttpClient({
    ...transport,
    identity,
    ca,
    retry: tokenRetryPolicy,
    hooks: {
      ...hooks,
      afterResponse: [
        ...(hooks?.afterResponse ?? []),
        async (_request, _options, response) => {
          const error = await explainTokenRefusal(response, tokenUrl);
          if (error) throw error;
        },
      ],
    },
  });
  const openTokens = scopedTokens((scopes) => {
    const byPassword = passwordGrant({ username: userId, password, scope: scopes });
    const grant = useRefreshToken ? refreshTokenGrant(byPassword) : byPassword;
    return createTokenSource({
      ...transport,
      http: tokenHttp,
      url: tokenUrl,
      grant: usePlaceholderBasic ? withPlaceholderBasic(grant) : grant,
    });
  });
  const tokensOf = (other: readonly string[] = scope) => openTokens(withMandatoryScope(other));
  const call: Call = createCall({ base, http, tokensOf, now });
  /** The client's own token where it has the scope of an API, else one for that API alone. */
  const callWith =
    (needed: string): Call =>
    (method, path, options) =>
      call(method, path, { scope: scope.includes(needed) ? scope : [needed], ...options });

  return {
    playground: createPlayground(callWith),
    scim: createScim(callWith),
    getToken: ({ scope: other, ...options } = {}) => tokensOf(other).getToken(options),
    request: call,
    async close() {
      await Promise.all([http.close(), tokenHttp.close()]);
    },
  };
}
