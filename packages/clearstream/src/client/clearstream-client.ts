import {
  type AccessToken,
  createHttpClient,
  createTokenSource,
  type HttpClientSettings,
  passwordGrant,
  resolvePath,
} from "@countersign/auth";
import type { ClearstreamCredentials } from "../credentials/load-credentials.js";
import { ClearstreamApiError, ClearstreamForbiddenError } from "../errors.js";
import { explainForbidden } from "./explain-forbidden.js";

/** The base URLs of the Clearstream API Platform. */
export const clearstreamEnvironments = {
  production: "https://api.clearstream.com",
  /** Also called OCCT. */
  preProduction: "https://api-t2s-test.clearstream.com",
} as const;

/** How Clearstream is reached, and as whom. */
export interface ClearstreamClientSettings extends Omit<HttpClientSettings, "identity" | "ca"> {
  /** `production`, `preProduction`, or a base URL. */
  readonly environment: keyof typeof clearstreamEnvironments | URL;
  readonly credentials: ClearstreamCredentials;
  /** The consumer's password, asked for at each token request. */
  readonly password: () => string | Promise<string>;
  /** The APIs to be called, such as `ocapi-playground-v1`; `allow` is added. */
  readonly scope: readonly string[];
  readonly now?: () => Date;
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
  getToken(options?: {
    readonly signal?: AbortSignal;
    readonly forceRefresh?: boolean;
  }): Promise<AccessToken>;
  /**
   * Any other call; the answer must be JSON.
   *
   * @param path from the base URL on, with query.
   * @throws {@link ClearstreamForbiddenError} with the cause that was found, {@link ClearstreamApiError},
   * `TokenError`, `ApiConnectionError`, `ApiTimeoutError`.
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
  const { environment, credentials, password, scope, now = () => new Date(), ...transport } = settings;
  const { identity, ca, userId } = credentials;
  const base = new URL(environment instanceof URL ? environment : clearstreamEnvironments[environment]);
  const http = createHttpClient({ ...transport, identity, ca });
  const resolve = (path: string) => resolvePath(base, path);

  const tokens = createTokenSource({
    now,
    request: async () =>
      await http.post(resolve("/authmanager/oauth2/access_token"), {
        body: passwordGrant({
          username: userId,
          password: await password(),
          scope: ["allow", ...scope.filter((each) => each !== "allow")],
        }),
      }),
  });

  const request: ClearstreamClient["request"] = async (method, path, { json, signal } = {}) => {
    const url = resolve(path);
    const cancel = signal ? { signal } : {};
    const token = await tokens.getToken(cancel);
    const response = await http(url, {
      method,
      headers: { authorization: `Bearer ${token.value}` },
      ...(json !== undefined && { json }),
      ...cancel,
    });
    const where = { method, url: url.origin + url.pathname };
    const text = await response.text();
    const body = parseJson(text, response.headers.get("content-type"));
    if (response.ok && body !== undefined) return body;
    if (response.status === 403) {
      const { message, requiredScopes } = explainForbidden({ body, token, certificateCommonName: userId });
      throw new ClearstreamForbiddenError(`Clearstream answered 403 to ${method} ${where.url}: ${message}`, {
        ...where,
        body: body ?? text,
        requiredScopes,
      });
    }
    throw refusal(response.status, { ...where, body: body ?? text });
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

/** A status of 200 proves nothing: unknown paths get a web page, and maintenance is a web page on every path. */
function refusal(
  status: number,
  context: { method: string; url: string; body: unknown },
): ClearstreamApiError {
  const isPage = typeof context.body === "string" && /<html/i.test(context.body);
  const answered = `Clearstream answered ${status} to ${context.method} ${context.url}`;
  if (status === 503 && isPage) {
    return new ClearstreamApiError(
      "ERR_CLEARSTREAM_MAINTENANCE",
      `${answered}: scheduled maintenance; try again later`,
      { status, ...context },
    );
  }
  if (status < 300) {
    return new ClearstreamApiError(
      "ERR_CLEARSTREAM_NOT_AN_API",
      `${answered}, but not with JSON: is the path right?`,
      { status, ...context },
    );
  }
  return new ClearstreamApiError("ERR_CLEARSTREAM_API", answered, { status, ...context });
}

function parseJson(text: string, contentType: string | null): unknown {
  if (!/\bjson\b/i.test(contentType ?? "")) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
