import { untilAborted } from "@countersign/crypto-core";
import type { WebhookInbox } from "@countersign/delivery";
import type { Metrics } from "./metrics.js";

/** How long the inbox may take to answer before it counts as out of order. */
const patienceMs = 2_000;

/** What operators' tools are told. */
export interface OperationsSettings {
  readonly inbox: Pick<WebhookInbox, "stats">;
  readonly metrics: Metrics;
  readonly isStopping: () => boolean;
}

/**
 * `/healthz`: the process runs. `/readyz`: it takes webhooks, as its inbox answers and it is not being stopped.
 * `/metrics`: for Prometheus.
 */
export function createOperationsHandler(
  settings: OperationsSettings,
): (request: Request) => Promise<Response> {
  const { inbox, metrics, isStopping } = settings;
  const stats = async () => {
    try {
      return await untilAborted(inbox.stats(), AbortSignal.timeout(patienceMs));
    } catch {
      return undefined;
    }
  };
  return async ({ method, url }) => {
    if (method !== "GET" && method !== "HEAD") return text("", 405, { allow: "GET, HEAD" });
    switch (new URL(url).pathname) {
      case "/healthz":
        return text("ok\n");
      case "/readyz":
        if (isStopping()) return text("stopping\n", 503);
        return (await stats()) ? text("ready\n") : text("the inbox does not answer\n", 503);
      case "/metrics":
        return text(await metrics.render(await stats()), 200, { "content-type": metrics.contentType });
      default:
        return text("/healthz, /readyz or /metrics\n", 404);
    }
  };
}

function text(body: string, status = 200, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(body, { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers } });
}
