import ky, { type KyInstance } from "ky";
import { EnvHttpProxyAgent } from "undici";
import type { TlsIdentity } from "../tls/tls-identity.js";
import { type FetchLimits, fetchOver } from "./fetch-over.js";

/** How an institution is reached. */
export interface HttpClientSettings extends Partial<FetchLimits> {
  /** Client certificate for mutual TLS. Connections with and without one are never shared. */
  readonly identity?: TlsIdentity;
  /** PEM bundle of the certificate authorities to trust, instead of the system's. */
  readonly ca?: string;
  /** Sends the request; for tests. Replaces TLS settings, time limit and size limit. */
  readonly fetch?: typeof globalThis.fetch;
}

/** A ky instance that throws for no status and retries nothing by itself, and whose connections can be closed. */
export type HttpClient = KyInstance & { close(): Promise<void> };

/**
 * Makes an HTTP client: ky over undici's own fetch, so that TLS settings work alike on every Node. TLS 1.2 is
 * the least, there is no switch that turns verification off, and no redirect is followed: credentials go
 * nowhere but where they were sent. `HTTPS_PROXY` and `NO_PROXY` are honoured.
 *
 * Failures are {@link ApiConnectionError} and {@link ApiTimeoutError}; an aborted `signal` throws its reason.
 *
 * @param settings `timeoutMs` 30000 by default, `maxResponseBytes` 16 MiB.
 *
 * @example
 * ```ts
 * const http = createHttpClient({ identity, ca: await readFile("server-cert-cacerts.pem", "utf8") });
 * const response = await http.get("https://api.clearstream.com/playground/v1/info");
 * await http.close();
 * ```
 */
export function createHttpClient({
  identity,
  ca,
  fetch,
  timeoutMs = 30_000,
  maxResponseBytes = 16 * 1024 * 1024,
}: HttpClientSettings = {}): HttpClient {
  const tls = { minVersion: "TLSv1.2" as const, ...(ca !== undefined && { ca }), ...identity?.credentials() };
  // Given twice: `connect` is used without a proxy, `requestTls` through one.
  const dispatcher = fetch ? undefined : new EnvHttpProxyAgent({ connect: tls, requestTls: tls });
  const client = ky.create({
    fetch: fetch ?? fetchOver(dispatcher as EnvHttpProxyAgent, { timeoutMs, maxResponseBytes }),
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    redirect: "manual",
    headers: { "user-agent": "countersign" },
  });
  return Object.assign(client, { close: async () => dispatcher?.close() });
}
