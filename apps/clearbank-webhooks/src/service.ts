import { createServer as createHttpServer, type RequestListener, type Server } from "node:http";
import { createServer as createHttpsServer } from "node:https";
import { toNodeHandler } from "@countersign/auth";
import { clearBankWebhookAddresses, createClearBankWebhookHandler } from "@countersign/clearbank";
import { createOperations, type Listener, listen, reportError } from "@countersign/service";
import type { Logger } from "pino";
import type { Config } from "./config/settings.js";
import { createForwarder } from "./forward.js";
import { certificateExpiries, loadTlsFiles, loadVerifiers, type TlsFiles } from "./key-files.js";
import { logOutcome } from "./log.js";
import { createMetrics } from "./metrics.js";
import { openInbox } from "./open-inbox.js";
import { inboxOperations } from "./operations.js";
import { loadSigner } from "./signing-key.js";

/** What the service needs besides its settings. */
export interface Surroundings {
  readonly log: Logger;
  readonly now: () => Date;
}

/** A service with everything loaded and opened but its ports. */
export interface PreparedService {
  /** Opens the ports and begins to forward. */
  readonly start: () => Promise<RunningService>;
  readonly close: () => Promise<void>;
}

/** A service that takes webhooks. */
export interface RunningService {
  readonly webhooks: Listener;
  readonly operations: Listener;
  /** Takes no more webhooks, acknowledges those under way, stops forwarding and lets go of the store. */
  readonly stop: () => Promise<void>;
}

/** ClearBank gives a webhook up after 5 seconds. */
const serverLimits = { headersTimeout: 10_000, requestTimeout: 10_000, connectionsCheckingInterval: 2_000 };

/**
 * Loads the keys and opens the store.
 *
 * @throws ConfigError where a file that is named cannot be used; DeliveryError where the store cannot be opened.
 */
export async function prepareService(config: Config, { log, now }: Surroundings): Promise<PreparedService> {
  const { environment, allowList, trustedProxies, unsafeLogPayloads } = config;
  const verifier = await loadVerifiers(config);
  const signer = await loadSigner(config);
  const tls = await loadTlsFiles(config);
  const expiry = { certificates: await certificateExpiries(config), token: config.tokenExpiresAt };
  const metrics = createMetrics(expiry, now);
  const inbox = await openInbox(config, (error) =>
    log.error({ error: reportError(error) }, "tried again later"),
  );
  let isStopping = false;

  const handleWebhook = createClearBankWebhookHandler({
    verifier,
    signer,
    inbox,
    trustedProxies,
    ...(allowList && environment && { allowedAddresses: clearBankWebhookAddresses[environment] }),
    now,
    onOutcome(outcome) {
      metrics.countOutcome(outcome);
      logOutcome(log, outcome, unsafeLogPayloads);
    },
  });
  const operationsServer = createHttpServer(
    createOperations({ ...inboxOperations(inbox, metrics), isStopping: () => isStopping }),
  );

  function startForwarding(): void {
    const { forwardUrl: url, forwardAuthorization: authorization } = config;
    if (url === undefined) return;
    const forward = createForwarder({ url, authorization, onResult: metrics.countForward });
    inbox.process(forward).catch((error) => log.fatal({ error: reportError(error) }, "forwarding has ended"));
  }

  const onError = (error: unknown) => log.error({ error: reportError(error) }, "a listener has trouble");

  return {
    close: inbox.close,
    async start() {
      const { host, port, metricsHost, metricsPort } = config;
      const operations = await listen(operationsServer, { host: metricsHost, port: metricsPort, onError });
      try {
        const server = createWebhookServer(tls, toNodeHandler(handleWebhook));
        const webhooks = await listen(server, { host, port, onError });
        startForwarding();
        return {
          webhooks,
          operations,
          async stop() {
            isStopping = true;
            await webhooks.close();
            await inbox.close();
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

function createWebhookServer(tls: TlsFiles | undefined, listener: RequestListener): Server {
  if (tls === undefined) return createHttpServer(serverLimits, listener);
  return createHttpsServer({ ...serverLimits, ...tls, minVersion: "TLSv1.2" }, listener);
}
