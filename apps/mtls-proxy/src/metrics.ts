import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { type RefusalCode, refusalCodes } from "./refusal.js";

/** What is looked up when the metrics are read. */
export interface MetricsSources {
  /** When the certificates that are in use end, by what they are for. */
  readonly certificateExpiries: () => Readonly<Record<string, Date>>;
  /** How many sets of files cannot be used as they are now. */
  readonly unusableFiles: () => number;
}

/** What Prometheus reads of the proxy. */
export interface Metrics {
  readonly contentType: string;
  /** Told of a request that begins; what it returns is told how it ended. */
  readonly begin: () => (end: RequestEnd) => void;
  readonly render: () => Promise<string>;
}

/** How a request ended. */
export interface RequestEnd {
  readonly seconds: number;
  /** Of the answer that was passed on, or 499 where the client went away before. */
  readonly status: number;
  /** Why the proxy answered itself. */
  readonly refusal?: RefusalCode | undefined;
}

/** The metrics, of a registry of their own. */
export function createMetrics({ certificateExpiries, unusableFiles }: MetricsSources): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: "mtls_proxy_requests_total",
    help: "Requests that have ended, by the first digit of their status.",
    labelNames: ["status"],
    registers,
  });
  const refused = new Counter({
    name: "mtls_proxy_refused_total",
    help: "Requests that the proxy answered itself, by reason.",
    labelNames: ["code"],
    registers,
  });
  // A series that begins with its first event has no rate for it.
  for (const status of ["2xx", "3xx", "4xx", "5xx"]) requests.inc({ status }, 0);
  for (const code of refusalCodes) refused.inc({ code }, 0);
  const duration = new Histogram({
    name: "mtls_proxy_request_seconds",
    help: "From the head of a request to the end of its answer.",
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    registers,
  });
  const underWay = new Gauge({
    name: "mtls_proxy_requests_under_way",
    help: "Requests that have not ended.",
    registers,
  });
  const expiry = new Gauge({
    name: "countersign_tls_certificate_expiry_timestamp_seconds",
    help: "When a certificate that is in use ends, in Unix time; its file may hold another by now.",
    labelNames: ["certificate"],
    registers,
  });
  const unusable = new Gauge({
    name: "mtls_proxy_unusable_files",
    help: "Sets of files that cannot be used as they are now; what was read before stays in use.",
    registers,
  });

  return {
    contentType: registry.contentType,
    begin() {
      underWay.inc();
      return ({ seconds, status, refusal }) => {
        underWay.dec();
        requests.inc({ status: `${Math.floor(status / 100)}xx` });
        duration.observe(seconds);
        if (refusal) refused.inc({ code: refusal });
      };
    },
    async render() {
      for (const [certificate, date] of Object.entries(certificateExpiries())) {
        expiry.set({ certificate }, date.getTime() / 1000);
      }
      unusable.set(unusableFiles());
      return await registry.metrics();
    },
  };
}
