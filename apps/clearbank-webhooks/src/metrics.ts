import type { WebhookOutcome, WebhookRefusal } from "@countersign/clearbank";
import type { InboxStats } from "@countersign/delivery";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

const reasons: Readonly<Record<WebhookRefusal, true>> = {
  method: true,
  address: true,
  "too-large": true,
  signature: true,
  malformed: true,
  inbox: true,
  deadline: true,
  internal: true,
};

/** When what has to be renewed ends. */
export interface Expiry {
  /** Certificates, by what they are for. */
  readonly certificates: Readonly<Record<string, Date>>;
  readonly token: Date | undefined;
}

/** What Prometheus reads of the service. */
export interface Metrics {
  readonly contentType: string;
  readonly countOutcome: (outcome: WebhookOutcome) => void;
  readonly countForward: (result: "delivered" | "failed") => void;
  /** @param stats undefined where the inbox does not say: its gauges are then not a number. */
  readonly render: (stats: InboxStats | undefined) => Promise<string>;
}

/** The metrics, of a registry of their own. */
export function createMetrics({ certificates, token }: Expiry, now: () => Date): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new Counter({ name: `clearbank_webhooks_${name}`, help, labelNames, registers });
  const gauge = (name: string, help: string, ...labelNames: string[]) =>
    new Gauge({ name: `clearbank_webhooks_${name}`, help, labelNames, registers });

  const accepted = counter("accepted_total", "Webhooks that were new, kept and acknowledged.");
  const duplicates = counter("duplicates_total", "Webhooks that were known already and acknowledged again.");
  const refused = counter("refused_total", "Requests that were not acknowledged, by reason.", "reason");
  const forwards = counter("forwards_total", "Webhooks posted to forwardUrl, by result.", "result");
  // A series that begins with its first event has no rate for it.
  for (const reason of Object.keys(reasons)) refused.inc({ reason }, 0);
  for (const result of ["delivered", "failed"]) forwards.inc({ result }, 0);
  const acknowledgement = new Histogram({
    name: "clearbank_webhooks_acknowledgement_seconds",
    help: "From the arrival of a webhook until its acknowledgement was ready.",
    // ClearBank ignores an answer after 5 seconds, and the service gives up after 4.
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 4, 5],
    registers,
  });
  const waiting = gauge("inbox_waiting", "Webhooks that are kept and not yet dealt with.");
  const deadLetters = gauge("inbox_dead_letters", "Webhooks that were tried too often.");
  const oldestAge = gauge(
    "inbox_oldest_age_seconds",
    "How long the oldest webhook has waited; 0 where none does.",
  );
  if (Object.keys(certificates).length > 0) {
    const name = "certificate_expiry_timestamp_seconds";
    const expiry = gauge(name, "When a certificate ends, in Unix time.", "certificate");
    for (const [certificate, date] of Object.entries(certificates)) {
      expiry.set({ certificate }, date.getTime() / 1000);
    }
  }
  if (token !== undefined) {
    gauge("token_expiry_timestamp_seconds", "When the API token ends, in Unix time.").set(
      token.getTime() / 1000,
    );
  }

  return {
    contentType: registry.contentType,
    countOutcome(outcome) {
      if (outcome.outcome === "refused") return refused.inc({ reason: outcome.reason });
      (outcome.outcome === "duplicate" ? duplicates : accepted).inc();
      acknowledgement.observe(outcome.durationMs / 1000);
    },
    countForward: (result) => forwards.inc({ result }),
    async render(stats) {
      const oldest = stats?.oldestReceivedAt;
      waiting.set(stats?.waiting ?? Number.NaN);
      deadLetters.set(stats?.deadLetters ?? Number.NaN);
      // Where the machines' clocks differ, a webhook may seem to come from the future.
      const ageMs = oldest ? Math.max(0, now().getTime() - oldest.getTime()) : 0;
      oldestAge.set(stats ? ageMs / 1000 : Number.NaN);
      return await registry.metrics();
    },
  };
}
