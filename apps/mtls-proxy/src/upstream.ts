import type { TokenSource } from "@countersign/auth";
import { type ClearstreamCredentials, createClearstreamClient } from "@countersign/clearstream";
import type { Dispatcher } from "undici";
import { openConnections } from "./connections.js";

/** Where requests go, and as whom. */
export interface UpstreamSettings {
  readonly url: URL;
  readonly timeoutMs: number;
  /** Where tokens are put into requests. */
  readonly tokens?: { readonly password: string; readonly scope: readonly string[] } | undefined;
}

/** The upstream as one certificate and one CA bundle reach it. */
export interface Upstream {
  readonly dispatcher: Dispatcher;
  readonly credentials: ClearstreamCredentials;
  readonly tokens: TokenSource | undefined;
}

/** The upstream with what is in use now. */
export interface SwitchableUpstream {
  /** What new requests are sent with. */
  readonly credentials: ClearstreamCredentials;
  /** Runs an exchange; what it is given stays open until it has ended. */
  use<T>(exchange: (upstream: Upstream) => Promise<T>): Promise<T>;
  /** From here on new requests use other credentials, on new connections; those under way finish on the old ones. */
  replace(credentials: ClearstreamCredentials): void;
  /** Ends all connections once nothing is under way. */
  close(): Promise<void>;
}

interface Generation extends Upstream {
  uses: number;
  isRetired: boolean;
  close(): Promise<void>;
}

/** As many as nginx is commonly given to keep alive. */
const maxConnections = 64;

/**
 * Opens the upstream. Other credentials get connections and a TLS session cache of their own: a session that is
 * resumed would keep the old certificate, as servers do not ask for it again.
 *
 * @param onError told of what goes wrong where nobody waits for it.
 */
export function openUpstream(
  settings: UpstreamSettings,
  credentials: ClearstreamCredentials,
  onError: (error: unknown) => void,
): SwitchableUpstream {
  let current = open(settings, credentials);

  const closeWhenUnused = (generation: Generation) => {
    if (generation.isRetired && generation.uses === 0) generation.close().catch(onError);
  };
  return {
    get credentials() {
      return current.credentials;
    },
    async use(exchange) {
      const generation = current;
      generation.uses += 1;
      try {
        return await exchange(generation);
      } finally {
        generation.uses -= 1;
        closeWhenUnused(generation);
      }
    },
    replace(next) {
      const retired = current;
      current = open(settings, next);
      retired.isRetired = true;
      closeWhenUnused(retired);
    },
    close: () => current.close(),
  };
}

function open({ url, timeoutMs, tokens }: UpstreamSettings, credentials: ClearstreamCredentials): Generation {
  const dispatcher = openConnections({ credentials, timeoutMs, connections: maxConnections });
  const client =
    tokens &&
    createClearstreamClient({
      environment: url,
      credentials,
      password: () => tokens.password,
      scope: tokens.scope,
      timeoutMs,
    });
  return {
    dispatcher,
    credentials,
    tokens: client,
    uses: 0,
    isRetired: false,
    async close() {
      await Promise.all([dispatcher.close(), client?.close()]);
    },
  };
}
