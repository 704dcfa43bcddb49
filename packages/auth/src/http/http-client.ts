import ky, { type Hooks, type KyInstance } from "ky";
import type { AttemptObserver } from "../observe/attempt.js";
import { type Logger, logAttempts } from "../observe/logger.js";
import { observe } from "../observe/observe.js";
import { redactedAnswer, redactedAttempt, redactedError } from "../observe/redacted-attempt.js";
import type { RedactorSettings } from "../observe/redaction-rules.js";
import { createRedactor } from "../observe/redactor.js";
import type { TlsIdentity } from "../tls/tls-identity.js";
import { type ConnectionSettings, Connections } from "./connections.js";
import { type FetchLimits, type FetchParts, fetchOver } from "./fetch-over.js";
import type { Send } from "./open-dispatcher.js";
import { type RetryPolicy, retryOptions, retryStatuses } from "./retry.js";

/** How an institution is reached. */
export interface HttpClientSettings extends ConnectionSettings, Partial<FetchLimits>, RedactorSettings {
  /** When a request is sent again; never by default. */
  readonly retry?: RetryPolicy;
  /** ky's hooks: `beforeRequest` and `afterResponse` see every attempt, unredacted; `beforeRetry` may sign again. */
  readonly hooks?: Hooks;
  /** Gets a line for each attempt; silent by default. */
  readonly logger?: Logger;
  /** Told of each attempt, redacted: a recorder, a tracer. */
  readonly observers?: readonly AttemptObserver[];
  /** The clock; the system's by default. */
  readonly now?: () => Date;
  /** From 0 up to 1, for the jitter between attempts. */
  readonly random?: () => number;
  /** Sends requests instead of a connection of our own; for tests. TLS and proxy settings are then without effect. */
  readonly fetch?: typeof globalThis.fetch;
}

/** A ky instance that throws for no status, and whose connections can be closed. */
export type HttpClient = KyInstance & {
  /** The client certificate, where there is one. */
  readonly identity?: TlsIdentity | undefined;
  /** Waits for what is under way, then ends the connections. */
  close(): Promise<void>;
};

/**
 * Makes an HTTP client: ky over undici's own fetch, so that TLS settings work alike on every Node. TLS 1.2 is
 * the least, there is no switch that turns verification off, and no redirect is followed: credentials go
 * nowhere but where they were sent.
 *
 * Failures are {@link ApiConnectionError}, {@link ApiTimeoutError}, {@link TlsError} and
 * {@link TlsIdentityError}; an aborted `signal` throws its reason.
 *
 * @param settings `timeoutMs` 30000 by default, `maxResponseBytes` 16 MiB, `retry` none.
 *
 * @example
 * ```ts
 * const http = createHttpClient({ identity, ca: await readFile("server-cert-cacerts.pem", "utf8") });
 * const response = await http.get("https://api.clearstream.com/playground/v1/info");
 * await http.close();
 * ```
 */
export function createHttpClient(settings: HttpClientSettings = {}): HttpClient {
  const { identity, fetch, hooks = {}, retry = {}, logger, observers = [] } = settings;
  const { timeoutMs = 30_000, maxResponseBytes = 16 * 1024 * 1024 } = settings;
  const { now = () => new Date(), random = Math.random } = settings;
  const connections = new Connections(settings, now);
  const attempts = new WeakMap<Request, number>();
  const redactor = createRedactor(settings);
  const all = logger ? [logAttempts(logger), ...observers] : observers;

  const report: FetchParts["report"] = (request, body) => {
    const startedAt = now();
    const start = performance.now();
    const { method, url, headers } = request;
    const sent = { method, url, headers, body, number: attempts.get(request) ?? 1, startedAt };
    const tell = observe(all, redactedAttempt(sent, redactor));
    return (outcome) => {
      const durationMs = performance.now() - start;
      if ("error" in outcome) tell({ durationMs, error: redactedError(outcome.error, redactor) });
      else tell({ durationMs, answer: redactedAnswer(outcome, redactor) });
    };
  };

  const client = ky.create({
    fetch: fetchOver({
      use: (exchange) => (fetch ? exchange(fetch as unknown as Send) : connections.use(exchange)),
      report,
      timeoutMs,
      maxResponseBytes,
    }),
    retry: retryOptions(retry, random),
    timeout: false,
    throwHttpErrors: false,
    headers: { "user-agent": "countersign" },
    hooks: {
      ...hooks,
      beforeRequest: [
        (request, _options, { retryCount }) => void attempts.set(request, retryCount + 1),
        ...(hooks.beforeRequest ?? []),
      ],
      afterResponse: [...(hooks.afterResponse ?? []), retryStatuses(now)],
    },
  });
  return Object.assign(client, { identity, close: () => connections.close() });
}
