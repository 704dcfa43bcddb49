import type { Socket } from "node:net";
import { buildConnector, type Dispatcher, EnvHttpProxyAgent, fetch, Pool } from "undici";
import type { TlsClientCredentials } from "../tls/tls-identity.js";

/** What connections are made with. */
export interface DispatcherSettings {
  readonly ca?: string;
  readonly proxy?: URL;
  readonly credentials: TlsClientCredentials | undefined;
}

/** Sends one request and gives its answer, the body still unread. */
export type Send = typeof fetch;

/** What makes connections, and keeps them for the next request. */
export interface OpenDispatcher {
  readonly send: Send;
  /** Ends all connections at once, those included that are still being made, which undici would go on with. */
  end(): void;
}

/** Opens a dispatcher that goes through a proxy where one is set, here or in the environment. */
export function openDispatcher({ ca, proxy, credentials }: DispatcherSettings): OpenDispatcher {
  const sockets = new Set<Socket>();
  // Said here, because the variable NODE_TLS_REJECT_UNAUTHORIZED would otherwise turn it off.
  const least = { minVersion: "TLSv1.2" as const, rejectUnauthorized: true };
  const tls = { ...least, ...(ca !== undefined && { ca }), ...credentials };
  const dispatcher = new EnvHttpProxyAgent({
    // Given twice: `connect` is used without a proxy, `requestTls` through one.
    connect: keepAlerts(noteSockets(buildConnector(tls), sockets)),
    requestTls: tls,
    clientFactory: (origin) => openProxyPool(origin, noteSockets(buildConnector(least), sockets)),
    ...(proxy && { httpProxy: proxy.href, httpsProxy: proxy.href, noProxy: "" }),
  });
  return {
    send: (input, init) => fetch(input, { ...init, dispatcher }),
    end() {
      void dispatcher.destroy();
      for (const socket of sockets) socket.destroy();
    },
  };
}

function noteSockets(connect: buildConnector.connector, sockets: Set<Socket>): buildConnector.connector {
  return (options, callback) => {
    // undici's connector returns the socket, though its type does not say so.
    const socket = connect(options, callback) as unknown as Socket;
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  };
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

/**
 * Connections to a proxy. Their failures are wrapped because undici takes some of its own for passing ones, and
 * asks again: without a pause, and without an end.
 */
function openProxyPool(origin: URL, connector: buildConnector.connector): Dispatcher {
  const pool = new Pool(origin, { connect: connector });
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
