import { buildConnector, type Dispatcher, EnvHttpProxyAgent, Pool } from "undici";
import type { TlsClientCredentials } from "../tls/tls-identity.js";

/** What connections are made with. */
export interface DispatcherSettings {
  readonly ca?: string;
  readonly proxy?: URL;
  readonly credentials: TlsClientCredentials | undefined;
  /** Ends every connection, one that is still being made included. */
  readonly signal: AbortSignal;
}

/** Opens what makes connections, through a proxy where one is set, and keeps them for the next request. */
export function openDispatcher({ ca, proxy, credentials, signal }: DispatcherSettings): Dispatcher {
  const trust = { minVersion: "TLSv1.2" as const, signal };
  const tls = { ...trust, ...(ca !== undefined && { ca }), ...credentials };
  return new EnvHttpProxyAgent({
    // Given twice: `connect` is used without a proxy, `requestTls` through one.
    connect: connectKeepingAlerts(tls),
    requestTls: tls,
    proxyTls: trust,
    clientFactory: openProxyPool,
    ...(proxy && { httpProxy: proxy.href, httpsProxy: proxy.href, noProxy: "" }),
  });
}

/**
 * Connections to a proxy. Their failures are wrapped because undici takes some of its own for passing ones, and
 * asks again: without a pause, and without an end.
 */
function openProxyPool(origin: URL, options: object): Dispatcher {
  const pool = new Pool(origin, options);
  const connect: (options: Dispatcher.ConnectOptions) => Promise<Dispatcher.ConnectData> =
    pool.connect.bind(pool);
  return Object.assign(pool, {
    connect: async (options: Dispatcher.ConnectOptions) => {
      try {
        return await connect(options);
      } catch (cause) {
        throw new Error(`the proxy gave no connection: ${(cause as Error).message}`, { cause });
      }
    },
  });
}

/**
 * In TLS 1.3 a server refuses a client certificate after the handshake, by an alert that undici forgets when the
 * connection ends right behind it. Ending the connection with the alert keeps it.
 */
function connectKeepingAlerts(tls: buildConnector.BuildOptions): buildConnector.connector {
  const connect = buildConnector(tls);
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      socket.prependOnceListener("error", (alert: Error & { code?: string }) => {
        if (alert.code?.startsWith("ERR_SSL_")) socket.destroy(alert);
      });
      callback(null, socket);
    });
}
