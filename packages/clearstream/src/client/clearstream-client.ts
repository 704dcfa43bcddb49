import {
  type AccessToken,
  createHttpClient,
  createTokenSource,
  type HttpClientSettings,
  passwordGrant,
  type RetryPolicy,
  readJson,
  resolvePath,
  sendWithToken,
  type TokenSharing,
  type TokenSource,
} from "@countersign/auth";
import type { ClearstreamCredentials } from "../credentials/load-credentials.js";
import { ClearstreamApiError, ClearstreamForbiddenError } from "../errors.js";
import { explainForbidden, type ForbiddenExplanation } from "./explain-forbidden.js";

/** The base URLs of the Clearstream API Platform. */
export const clearstreamEnvironments = {
  production: "https://api.clearstream.com",
  /** Also called OCCT. */
  preProduction: "https://api-t2s-test.clearstream.com",
} as const;

/** When a request is sent again. Clearstream names no way to repeat a request that changes something. */
export const clearstreamRetryPolicy: RetryPolicy = {
  limit: 3,
  methods: ["get", "head"],
  statusCodes: [429, 500, 502, 503, 504],
};

/** How Clearstream is reached, and as whom. */
export interface ClearstreamClientSettings extends Omit<HttpClientSettings, "identity" | "ca">, TokenSharing {
  /** `production`, `preProduction`, or a base URL. */
  readonly environment: keyof typeof clearstreamEnvironments | URL;
  readonly credentials: ClearstreamCredentials;
  /** The consumer's password, asked for at each token request. */
  readonly password: () => string | Promise<string>;
  /** The APIs to be called, such as `ocapi-playground-v1`; `allow` is added. */
  readonly scope: readonly string[];
}

/** Clearstream's APIs. */
export interface ClearstreamClient {
  /** The free API with synthetic answers, to try a connection with. */
  readonly playground: {
    info(options?: { readonly signal?: AbortSignal }): Promise<PlaygroundInfo>;
    /** The shape of the answer is not published. */
    echo(value: string, options?: { readonly signal?: AbortSignal }): Promise<unknown>;
  };
  /** The token that calls are made with. */
  readonly getToken: TokenSource["getToken"];
  /**
   * Any other call; the answer must be JSON.
   *
   * @param path from the base URL on, with query.
   * @throws {@link ClearstreamForbiddenError} with the cause that was found, {@link ClearstreamApiError},
   * `ApiContentError` where a web page came (unknown paths get one with status 200, maintenance one with 503),
   * `TokenError`, `ApiConnectionError`, `ApiTimeoutError`, `TlsError`.
   */
  request(
    method: string,
    path: string,
    options?: { readonly json?: unknown; readonly signal?: AbortSignal },
  ): Promise<unknown>;
  close(): Promise<void>;
}

/** Answer of `/playground/v1/info`. */
export interface PlaygroundInfo {
  readonly info_str: string;
  readonly version: string;
}

/**
 * A client of Clearstream's APIs: mutual TLS on every connection, a token by password grant, kept while it
 * holds.
 *
 * @example
 * ```ts
 * const clearstream = createClearstreamClient({
 *   environment: "preProduction",
 *   credentials,
 *   password: () => process.env.CLEARSTREAM_PASSWORD,
 *   scope: ["ocapi-playground-v1"],
 * });
 * console.log(await clearstream.playground.info());
 * ```
 * @see Clearstream API Developer Guide, "Getting an OAuth2.0 Bearer Token (access_token)"
 */
export function createClearstreamClient(settings: ClearstreamClientSettings): ClearstreamClient {
  const { environment, credentials, password, scope, ...transport } = settings;
  const { identity, ca, userId } = credentials;
  const base = new URL(environment instanceof URL ? environment : clearstreamEnvironments[environment]);
  const http = createHttpClient({ retry: clearstreamRetryPolicy, ...transport, identity, ca });
  const resolve = (path: string) => resolvePath(base, path);
  const tokens = createTokenSource({
    ...transport,
    http,
    url: resolve("/authmanager/oauth2/access_token"),
    grant: passwordGrant({
      username: userId,
      password,
      scope: ["allow", ...scope.filter((each) => each !== "allow")],
    }),
  });
  const explain = (body: unknown, token: AccessToken) =>
    explainForbidden({ body, token, certificateCommonName: identity.certificate.subjectCommonName });

  const request: ClearstreamClient["request"] = async (method, path, { json, signal } = {}) => {
    const url = resolve(path);
    const cancel = signal ? { signal } : {};
    const { response, token } = await sendWithToken(
      tokens,
      ({ value }) =>
        http(url, {
          method,
          headers: { authorization: `Bearer ${value}` },
          ...(json !== undefined && { json }),
          ...cancel,
        }),
      { ...cancel, isExpired: (answer, sent) => mayHaveExpired(answer, (body) => explain(body, sent)) },
    );
    const where = { method, url: url.origin + url.pathname };
    const { data, bytes } = await readJson(response, where);
    if (response.ok) return data;
    const { status } = response;
    const refusal = { ...where, status, body: data, rawBody: bytes };
    const answered = `Clearstream answered ${status} to ${method} ${where.url}`;
    if (status !== 403) throw new ClearstreamApiError("ERR_CLEARSTREAM_API", answered, refusal);
    const { message, requiredScopes } = explain(data, token);
    throw new ClearstreamForbiddenError(`${answered}: ${message}`, { ...refusal, requiredScopes });
  };

  return {
    playground: {
      info: async (options) => (await request("GET", "/playground/v1/info", options)) as PlaygroundInfo,
      echo: (value, options) =>
        request("GET", `/playground/v1/echo?value=${encodeURIComponent(value)}`, options),
    },
    getToken: tokens.getToken,
    request,
    close: () => http.close(),
  };
}

/** What Clearstream answers where a token has ended is not published; a 403 that nothing else explains may be it. */
async function mayHaveExpired(
  answer: Response,
  explain: (body: unknown) => ForbiddenExplanation,
): Promise<boolean> {
  if (answer.status === 401) return true;
  if (answer.status !== 403) return false;
  const body: unknown = await answer.json().catch(() => undefined);
  return explain(body).reason === "unknown";
}
