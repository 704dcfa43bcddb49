import { warningDays, warningFraction } from "./expiry.js";

// The proxy has a series for its own listener's certificate too.
const metric = "countersign_tls_certificate_expiry_timestamp_seconds{certificate='ssl'}";

/** Of two years, what is left where 66 % are over. */
const daysLeftAtFraction = Math.round(730 * (1 - warningFraction));

/**
 * A rules file for Prometheus over the metric that the mutual TLS proxy publishes,
 * `countersign_tls_certificate_expiry_timestamp_seconds`: one alert at a time as the end comes nearer, one where
 * the certificate has ended, and one where nothing is known of it.
 *
 * @example
 * ```ts
 * await writeFile("clearstream.rules.yml", prometheusAlertRule());
 * ```
 * @see Prometheus, "Alerting rules"
 */
export function prometheusAlertRule(): string {
  const steps = [daysLeftAtFraction, ...warningDays];
  const nearing = steps.flatMap((days, index) => {
    const next = steps[index + 1] ?? 0;
    return alert({
      name: `ClearstreamCertificateExpiresIn${days}Days`,
      expression: `${metric} - time() <= ${days} * 86400 and ${metric} - time() > ${next} * 86400`,
      severity: days > 30 ? "info" : days > 7 ? "warning" : "critical",
      summary: `A Clearstream certificate expires within ${days} days: have an administrator make new credentials in the portal.`,
    });
  });
  const lines = [
    "groups:",
    "  - name: clearstream-certificates",
    "    rules:",
    ...nearing,
    ...alert({
      name: "ClearstreamCertificateExpired",
      expression: `${metric} - time() <= 0`,
      severity: "critical",
      summary: "A Clearstream certificate has expired: no call can be made until there are new credentials.",
    }),
    ...alert({
      name: "ClearstreamCertificateUnknown",
      expression: `absent(${metric})`,
      severity: "warning",
      summary: "Nothing tells when the Clearstream certificate expires: is the proxy up, and scraped?",
    }),
  ];
  return `${lines.join("\n")}\n`;
}

interface Alert {
  readonly name: string;
  readonly expression: string;
  readonly severity: "info" | "warning" | "critical";
  readonly summary: string;
}

function alert({ name, expression, severity, summary }: Alert): string[] {
  return [
    `      - alert: ${name}`,
    `        expr: "${expression}"`,
    "        for: 5m",
    "        labels:",
    `          severity: ${severity}`,
    "        annotations:",
    `          summary: "${summary}"`,
  ];
}
