import { createServer as createHttpServer, type Server } from "node:http";
import { createServer as createHttpsServer, type Server as TlsServer } from "node:https";
import { basename } from "node:path";
import { type WatchedFiles, type WatchFilesSettings, watchFiles } from "@countersign/auth";
import { type ClearstreamCredentials, loadCredentials } from "@countersign/clearstream";
import {
  ConfigError,
  createOperations,
  type Listener,
  listen,
  naming,
  reportError,
} from "@countersign/service";
import type { Logger } from "pino";
import { createAdmission } from "./admission.js";
import type { Config } from "./config/settings.js";
import { createMetrics } from "./metrics.js";
import { createProxy, type ProxyHandler } from "./proxy.js";
import { createReadiness } from "./readiness.js";
import { createRenewal } from "./renewal.js";
import { readServerTls, type ServerTls } from "./server-tls.js";
import { openUpstream } from "./upstream.js";

/** What the service needs besides its settings. */
export interface Surroundings {
  readonly localSecret: string | undefined;
  readonly log: Logger;
  readonly now: () => Date;
  /** How often files are looked at. */
  readonly watchIntervalMs?: number;
}

/** A service with everything loaded but its ports. */
export interface PreparedService {
  readonly start: () => Promise<RunningService>;
  readonly close: () => Promise<void>;
}

/** A service that takes requests. */
export interface RunningService {
  readonly proxy: Listener;
  readonly operations: Listener;
  /** Looks at the files at once. */
  readonly refresh: () => Promise<void>;
  /** Takes nothing new, finishes what is under way, and lets go of the upstream. */
  readonly stop: () => Promise<void>;
}

/** Long enough for a transfer, and shorter than what container platforms wait before they kill. */
const graceMs = 25_000;

const minVersion = "TLSv1.2";

/**
 * Reads the files.
 *
 * @throws ConfigError where one cannot be used.
 */
export async function prepareService(
  config: Config,
  { localSecret, log, now, watchIntervalMs }: Surroundings,
): Promise<PreparedService> {
  const { upstream: url, sslFile = "", caFile = "", tlsCertificateFile, tlsKeyFile, passphrase } = config;
  if (url === undefined) throw new ConfigError("upstream is missing.");
  const timeoutMs = config.timeoutSeconds * 1000;
  const { injectToken, password, scope } = config;
  const tokens = injectToken && password !== undefined ? { password, scope } : undefined;
  const onError = (error: unknown) => log.error({ error: reportError(error) }, "something went wrong");

  const watched: WatchedFiles<unknown>[] = [];
  async function watch<Value>(
    setting: string,
    paths: readonly string[],
    read: WatchFilesSettings<Value>["read"],
    onReplaced: (value: Value) => void,
  ): Promise<WatchedFiles<Value>> {
    const onFailed = (error: unknown) =>
      log.error({ setting, error: reportError(error) }, "changed files cannot be used");
    const intervalMs = watchIntervalMs === undefined ? {} : { intervalMs: watchIntervalMs };
    const files = await naming(setting, watchFiles(paths, { read, onReplaced, onFailed, ...intervalMs }));
    watched.push(files);
    return files;
  }

  const name = basename(sslFile);
  const credentials = await watch(
    "sslFile, caFile",
    [sslFile, caFile],
    ([content, ca]) =>
      loadCredentials({
        ssl: { name, content: String(content) },
        ca: String(ca),
        now: now(),
        ...(passphrase !== undefined && { passphrase }),
      }),
    (next) => {
      upstream.replace(next);
      log.info(describeCertificate(next), "another certificate, or other authorities, in use");
    },
  );
  const upstream = openUpstream({ url, timeoutMs, tokens }, credentials.current, onError);

  let server: Server | undefined;
  const serverTls =
    tlsCertificateFile === undefined || tlsKeyFile === undefined
      ? undefined
      : await watch(
          "tlsCertificateFile, tlsKeyFile",
          [tlsCertificateFile, tlsKeyFile],
          ([cert, key]) => readServerTls(String(cert), String(key)),
          ({ cert, key }) => {
            (server as TlsServer | undefined)?.setSecureContext({ cert, key, minVersion });
            log.info("another certificate of the listener in use");
          },
        );

  let isStopping = false;
  const metrics = createMetrics({
    certificateExpiries: () => ({
      ssl: credentials.current.identity.certificate.notAfter,
      ...(serverTls && { listener: serverTls.current.certificate.notAfter }),
    }),
    unusableFiles: () => watched.filter(({ failure }) => failure !== undefined).length,
  });
  const handle = createProxy({
    admit: createAdmission({ ...config, upstream: url, localSecret }),
    upstream,
    origin: url.origin,
    renewal: createRenewal(now),
    metrics,
    log,
    now,
  });
  const operationsServer = createHttpServer(
    createOperations({
      metrics,
      problem: createReadiness({ upstream, url, now }),
      isStopping: () => isStopping,
    }),
  );
  const close = async () => {
    for (const files of watched) files.close();
    await upstream.close();
  };

  return {
    close,
    async start() {
      const { host, port } = config.unsafeListen ?? config;
      const { metricsHost, metricsPort } = config;
      const common = { graceMs, onError };
      const operations = await listen(operationsServer, { host: metricsHost, port: metricsPort, ...common });
      try {
        server = createProxyServer(serverTls?.current, timeoutMs, handle);
        const proxy = await listen(server, { host, port, ...common });
        return {
          proxy,
          operations,
          refresh: async () => {
            await Promise.all(watched.map(({ refresh }) => refresh()));
          },
          async stop() {
            isStopping = true;
            await proxy.close();
            await close();
            await operations.close();
          },
        };
      } catch (error) {
        await operations.close();
        throw error;
      }
    },
  };
}

/** What there is to say of the certificate in use. */
export function describeCertificate({
  userId,
  identity,
}: ClearstreamCredentials): Readonly<Record<string, string>> {
  return { userId, certificateExpires: identity.certificate.notAfter.toISOString() };
}

function createProxyServer(tls: ServerTls | undefined, timeoutMs: number, handle: ProxyHandler): Server {
  const limits = {
    headersTimeout: 20_000,
    // Of the whole request, whose body may be as long as it likes: a silent client meets `timeout`.
    requestTimeout: 0,
    keepAliveTimeout: 60_000,
  };
  const server = tls
    ? createHttpsServer({ ...limits, cert: tls.cert, key: tls.key, minVersion })
    : createHttpServer(limits);
  // While the upstream is silent the client is, too: the upstream's time is over first.
  server.timeout = 2 * timeoutMs;
  return server.on("request", handle).on("checkContinue", handle);
}
