import type { ClearstreamCredentials } from "@countersign/clearstream";
import { buildConnector, type Dispatcher, EnvHttpProxyAgent } from "undici";

/** Connections to one host with one client certificate, and their TLS session cache. */
export interface ConnectionOptions {
  readonly credentials: ClearstreamCredentials;
  /** How long the other side may be silent. */
  readonly timeoutMs: number;
  /** How many at most; a request beyond that waits. */
  readonly connections: number;
}

/** Opens connections as they are needed, through a proxy where `HTTPS_PROXY` names one. */
export function openConnections({ credentials, timeoutMs, connections }: ConnectionOptions): Dispatcher {
  const { identity, ca } = credentials;
  const tls = {
    ...identity.credentials(),
    ca,
    minVersion: "TLSv1.2" as const,
    // Said here, because the variable NODE_TLS_REJECT_UNAUTHORIZED would otherwise turn it off.
    rejectUnauthorized: true,
    timeout: 10_000,
  };
  return new EnvHttpProxyAgent({
    // Given twice: `connect` is used without a proxy, `requestTls` through one.
    connect: keepAlerts(buildConnector(tls)),
    requestTls: tls,
    connections,
    pipelining: 1,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
}

/**
 * In TLS 1.3 a server refuses a client certificate after the handshake, by an alert that undici forgets when the
 * connection ends right behind it. Ending the connection with the alert keeps it.
 */
function keepAlerts(connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) =>
    connect(options, (...[error, socket]) => {
      if (error) return callback(error, null);
      socket.prependOnceListener("error", (alert: Error & { code?: string }) => {
        if (alert.code?.startsWith("ERR_SSL_")) socket.destroy(alert);
      });
      callback(null, socket);
    });
}
