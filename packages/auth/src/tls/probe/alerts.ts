/** Alerts of TLS that a server sends for what the client showed of itself (RFC 8446 section 6.2). */
const clientCertificateAlerts = new Map([
  [
    42,
    "The server calls our certificate bad: damaged, or not by an authority that it knows (bad_certificate).",
  ],
  [
    43,
    "The server does not take certificates of this type: look at its key and its key usages (unsupported_certificate).",
  ],
  [44, "Our certificate is revoked: get a new one (certificate_revoked)."],
  [45, "Our certificate has expired, or is not valid yet, by the server's clock (certificate_expired)."],
  [
    46,
    "The server does not accept our certificate and does not say why: ask the institution (certificate_unknown).",
  ],
  [
    48,
    "The server does not know the authority of our certificate: send the intermediate certificates with it, and ask the institution which authorities it takes (unknown_ca).",
  ],
  [
    49,
    "The server knows our certificate and does not let its holder in: ask the institution (access_denied).",
  ],
  [116, "The server requires a client certificate, and none was sent (certificate_required)."],
]);

const otherAlerts = new Map([
  [
    40,
    "The server found no parameters in common: TLS 1.2 is the least here; its cipher suites or curves may be others (handshake_failure).",
  ],
  [70, "The server does not speak TLS 1.2 or later (protocol_version)."],
  [80, "The server failed within itself: try again, then ask who runs it (internal_error)."],
  [112, "The server knows no host of this name: look at the URL (unrecognized_name)."],
  [120, "The server does not speak HTTP/1.1 (no_application_protocol)."],
]);

/** Alert 40, with which TLS 1.2 answers an absent certificate as well. */
export const handshakeFailure = 40;

/** The number of the alert that the server sent; OpenSSL's names for them differ between its versions. */
export function alertOf(error: unknown): number | undefined {
  const [, number] = /SSL alert number (\d+)/.exec(error instanceof Error ? error.message : "") ?? [];
  return number === undefined ? undefined : Number(number);
}

/** What an alert about our certificate says; undefined for other alerts. */
export function explainClientCertificateAlert(alert: number): string | undefined {
  return clientCertificateAlerts.get(alert);
}

/** What an alert about anything else says. */
export function explainAlert(alert: number): string {
  return otherAlerts.get(alert) ?? `The server refused the connection (TLS alert ${alert}).`;
}
