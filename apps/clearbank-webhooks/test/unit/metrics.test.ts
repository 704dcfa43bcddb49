import type { WebhookOutcome, WebhookRefusal } from "@countersign/clearbank";
import { describe, expect, it } from "vitest";
import { createMetrics, type Metrics } from "../../src/metrics.js";

const now = new Date("2026-11-21T12:00:00Z");
const stats = { waiting: 3, deadLetters: 1, oldestReceivedAt: new Date(now.getTime() - 90_000) };
const none = { waiting: 0, deadLetters: 0, oldestReceivedAt: undefined };

function create(expiry: Partial<Parameters<typeof createMetrics>[0]> = {}): Metrics {
  return createMetrics({ certificates: {}, token: undefined, ...expiry }, () => now);
}

/** Our own series, by their text without the prefix. */
async function series(metrics: Metrics, given: typeof stats | typeof none | undefined = none) {
  const lines = (await metrics.render(given))
    .split("\n")
    .filter((line) => line.startsWith("clearbank_webhooks_"));
  return Object.fromEntries(
    lines.map((line) => {
      const end = line.lastIndexOf(" ");
      return [line.slice("clearbank_webhooks_".length, end), line.slice(end + 1)];
    }),
  );
}

const webhook = {
  type: "FITestEvent",
  version: 1,
  payload: "Test",
  nonce: "1",
  rawBody: new Uint8Array(),
  requestId: undefined,
  deliveryAttempt: undefined,
} as unknown as Extract<WebhookOutcome, { webhook: unknown }>["webhook"];

describe("createMetrics", () => {
  it("counts what was accepted, known and refused, by reason", async () => {
    const metrics = create();
    metrics.countOutcome({ outcome: "accepted", webhook, durationMs: 3 });
    metrics.countOutcome({ outcome: "accepted", webhook, durationMs: 30 });
    metrics.countOutcome({ outcome: "duplicate", webhook, durationMs: 3 });
    metrics.countOutcome({ outcome: "refused", reason: "signature", durationMs: 3 });
    expect(await series(metrics)).toMatchObject({
      accepted_total: "2",
      duplicates_total: "1",
      'refused_total{reason="signature"}': "1",
      'refused_total{reason="malformed"}': "0",
    });
  });

  it("begins every counter at 0", async () => {
    const reasons: WebhookRefusal[] = [
      "method",
      "address",
      "too-large",
      "signature",
      "malformed",
      "inbox",
      "deadline",
      "internal",
    ];
    const expected = reasons.map((reason) => [`refused_total{reason="${reason}"}`, "0"]);
    expect(await series(create())).toMatchObject({
      accepted_total: "0",
      duplicates_total: "0",
      'forwards_total{result="delivered"}': "0",
      'forwards_total{result="failed"}': "0",
      ...Object.fromEntries(expected),
    });
  });

  it("measures the time until acknowledgements only", async () => {
    const metrics = create();
    metrics.countOutcome({ outcome: "accepted", webhook, durationMs: 3 });
    metrics.countOutcome({ outcome: "duplicate", webhook, durationMs: 2500 });
    metrics.countOutcome({ outcome: "refused", reason: "deadline", durationMs: 4000 });
    expect(await series(metrics)).toMatchObject({
      'acknowledgement_seconds_bucket{le="0.005"}': "1",
      'acknowledgement_seconds_bucket{le="2"}': "1",
      'acknowledgement_seconds_bucket{le="4"}': "2",
      acknowledgement_seconds_count: "2",
      acknowledgement_seconds_sum: "2.503",
    });
  });

  it("tells how full the inbox is, and says so where it does not know", async () => {
    const metrics = create();
    const names = ["inbox_waiting", "inbox_dead_letters", "inbox_oldest_age_seconds"];
    const gauges = async (given: typeof stats | typeof none | undefined) => {
      const all = await series(metrics, given);
      return names.map((name) => all[name]);
    };
    expect(await gauges(stats)).toEqual(["3", "1", "90"]);
    expect(await gauges(none)).toEqual(["0", "0", "0"]);
    expect(await gauges({ ...stats, oldestReceivedAt: new Date(now.getTime() + 5000) })).toEqual([
      "3",
      "1",
      "0",
    ]);
    const unknown = createMetrics({ certificates: {}, token: undefined }, () => now);
    const text = await unknown.render(undefined);
    for (const name of names) expect(text).toMatch(new RegExp(`^clearbank_webhooks_${name} NaN$`, "im"));
  });

  it("tells when certificates and token end, where that is known", async () => {
    const certificates = { tls: new Date("2027-01-01T00:00:00Z"), signing: new Date("2027-06-01T00:00:00Z") };
    const known = await series(create({ certificates, token: new Date("2027-03-01T00:00:00Z") }));
    expect(known).toMatchObject({
      'certificate_expiry_timestamp_seconds{certificate="tls"}': "1798761600",
      'certificate_expiry_timestamp_seconds{certificate="signing"}': "1811808000",
      token_expiry_timestamp_seconds: "1803859200",
    });
    expect(Object.keys(await series(create())).filter((name) => name.includes("expiry"))).toEqual([]);
  });

  it("is text in Prometheus' format, line by line", async () => {
    const metrics = create({ certificates: { tls: now }, token: now });
    metrics.countOutcome({ outcome: "refused", reason: "too-large", durationMs: 1 });
    const text = await metrics.render(undefined);
    expect(metrics.contentType).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(text.endsWith("\n")).toBe(true);
    const name = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    const label = `${name}="(?:[^"\\\\\\n]|\\\\["\\\\n])*"`;
    const number = "(?:[-+]?(?:\\d+(?:\\.\\d+)?(?:e[-+]?\\d+)?|Inf)|NaN)";
    const sample = new RegExp(`^${name}(?:\\{${label}(?:,${label})*\\})? ${number}$`, "i");
    const comment = new RegExp(
      `^# (?:HELP ${name} .*|TYPE ${name} (?:counter|gauge|histogram|summary|untyped))$`,
    );
    const odd = text.split("\n").filter((line) => line !== "" && !sample.test(line) && !comment.test(line));
    expect(odd).toEqual([]);
  });
});
