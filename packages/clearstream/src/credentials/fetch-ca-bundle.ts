import { createHttpClient, type HttpClientSettings, resolvePath } from "@countersign/auth";
import { baseUrlOf, type ClearstreamEnvironment } from "../client/environment.js";
import { clearstreamRetryPolicy } from "../client/retry-policy.js";
import { CredentialsError } from "../errors.js";
import { checkCaBundle } from "./ca-bundle.js";

/** Which bundle to fetch, from where, and over what connection. */
export interface FetchCaBundleSettings extends Omit<HttpClientSettings, "identity"> {
  /** `production`, `preProduction`, or a base URL. */
  readonly environment: ClearstreamEnvironment;
  /** Clearstream's servers' authorities by default; `client`: those that issue API consumers' certificates. */
  readonly bundle?: "server" | "client";
  /**
   * What the server is verified by: the bundle that is in use. The system's authorities by default, which have
   * the root of Clearstream's servers.
   */
  readonly ca?: string;
  /** Ends the fetching. */
  readonly signal?: AbortSignal;
}

/**
 * Fetches a CA bundle over a verified connection; there is no other. Keep it, and compare a newer one with it by
 * {@link compareCaBundles}.
 *
 * @returns PEM
 * @throws {@link CredentialsError} `ERR_CREDENTIALS_CA_BUNDLE` for what is no such bundle, as during maintenance;
 * `TlsError` where the server is not trusted; `ApiConnectionError`, `ApiTimeoutError`; TypeError for the web
 * portal's host.
 *
 * @example
 * ```ts
 * const ca = await fetchCaBundle({ environment: "production" });
 * ```
 * @see Clearstream API Developer Guide, "Certificate Chains, Certificate Authorities (CAs), Truststores & more…"
 */
export async function fetchCaBundle(settings: FetchCaBundleSettings): Promise<string> {
  const { environment, bundle = "server", signal, ...transport } = settings;
  const url = resolvePath(baseUrlOf(environment), `/${bundle}-cert-cacerts.pem`);
  const http = createHttpClient({ retry: clearstreamRetryPolicy, ...transport });
  try {
    const response = await http.get(url, signal ? { signal } : {});
    const pem = await response.text();
    if (!response.ok || !pem.includes("-----BEGIN CERTIFICATE-----")) {
      throw new CredentialsError(
        "ERR_CREDENTIALS_CA_BUNDLE",
        `GET ${url.href} was answered with ${response.status} and no certificates: is the address right, or is there maintenance?`,
      );
    }
    return bundle === "server" ? checkCaBundle(pem) : pem;
  } finally {
    await http.close();
  }
}
