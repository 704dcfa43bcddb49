import { alertOf, explainAlert, explainClientCertificateAlert, handshakeFailure } from "./alerts.js";
import type { ProbedConnection } from "./connection.js";
import type { ObservedHandshake } from "./handshake.js";
import type { HttpAnswer } from "./http.js";
import type { TlsProbeFailure, TlsProbePhase } from "./report.js";

/** Everything that a verdict is made of. */
export interface ProbeFindings {
  readonly host: string;
  readonly port: number;
  readonly timeoutMs: number;
  readonly connection: ProbedConnection;
  readonly observed: ObservedHandshake;
  /** Why the server is not trusted. */
  readonly authorizationError: string | undefined;
  /** Absent where nothing was asked over HTTP. */
  readonly answer: HttpAnswer | undefined;
}

/** The other side hung up. */
const closed = ["ECONNRESET", "EPIPE"];

/** What OpenSSL makes of a first record that is none. */
const notTls = ["ERR_SSL_WRONG_VERSION_NUMBER", "ERR_SSL_PACKET_LENGTH_TOO_LONG", "ERR_SSL_BAD_RECORD_TYPE"];

/** What keeps such a connection from working: the first thing that went wrong. */
export function findFailure(findings: ProbeFindings): TlsProbeFailure | undefined {
  const { connection, authorizationError, answer } = findings;
  if (connection.tcpMs === undefined) return networkFailure(findings);
  if (!connection.session) {
    return (
      tlsFailure(findings, connection.error) ?? failure("tls-protocol", explainBrokenHandshake(findings))
    );
  }
  if (authorizationError !== undefined) return failure("tls-server-certificate", authorizationError);
  return answer && httpFailure(findings, answer);
}

function networkFailure({ host, port, timeoutMs, connection }: ProbeFindings): TlsProbeFailure {
  const { error } = connection;
  const code = codeOf(error);
  const where = `${host}, port ${port}`;
  if ((error as NodeJS.ErrnoException).syscall === "getaddrinfo") {
    return failure(
      "dns",
      `The name ${host} has no address: look at the URL, then at the DNS here (${code}).`,
    );
  }
  if (isTimeout(error)) {
    return failure(
      "tcp",
      `No connection to ${where} within ${timeoutMs} ms: a firewall may drop it, or let only known addresses in.`,
    );
  }
  return failure(
    "tcp",
    code === "ECONNREFUSED"
      ? `Nothing listens at ${where}: look at the URL, then ask whether the service is down (${code}).`
      : `${where} cannot be reached: look at network, VPN and firewall (${code}).`,
  );
}

/** What TLS says, or leaves unsaid, in the handshake or, since TLS 1.3, behind it. */
function tlsFailure(
  { observed }: ProbeFindings,
  error: unknown,
  isClosed = closed.includes(codeOf(error)),
): TlsProbeFailure | undefined {
  const { requested, isCertificateSent } = observed;
  const alert = alertOf(error);
  if (alert !== undefined) {
    const refusal =
      explainClientCertificateAlert(alert) ??
      (alert === handshakeFailure && requested ? refusedAfterRequest(isCertificateSent) : undefined);
    return refusal === undefined
      ? failure("tls-protocol", explainAlert(alert))
      : failure("tls-client-certificate", refusal);
  }
  if (!isClosed || !requested) return undefined;
  return failure(
    "tls-client-certificate",
    `The server asked for a certificate, ${isCertificateSent ? "got ours" : "got none"} and cut the connection without a word: so do servers that refuse ${isCertificateSent ? "a certificate" : "whoever has none"}.`,
  );
}

function refusedAfterRequest(isCertificateSent: boolean): string {
  return isCertificateSent
    ? "The server refused the handshake after it had our certificate: it may not know its authority, or want another (handshake_failure)."
    : "The server requires a client certificate, and none was sent (handshake_failure).";
}

function explainBrokenHandshake({ port, timeoutMs, connection }: ProbeFindings): string {
  const { error } = connection;
  const code = codeOf(error);
  if (isTimeout(error)) {
    return `The handshake was not complete within ${timeoutMs} ms: port ${port} may be one without TLS.`;
  }
  if (closed.includes(code)) {
    return `The connection was cut during the handshake: port ${port} may be one without TLS, or a firewall or proxy in between does not let it through (${code}).`;
  }
  if (code === "ERR_SSL_UNSUPPORTED_PROTOCOL") return `The server does not speak TLS 1.2 or later (${code}).`;
  if (notTls.includes(code)) {
    return `What answers on port ${port} does not speak TLS: look at the port in the URL (${code}).`;
  }
  return `The handshake failed: ${error instanceof Error ? error.message.trim() : code}`;
}

function httpFailure(findings: ProbeFindings, answer: HttpAnswer): TlsProbeFailure | undefined {
  const { status, refusal, isEmpty, error } = answer;
  if (refusal === "certificate-missing") {
    return failure(
      "tls-client-certificate",
      "The server requires a client certificate, and none was sent (nginx says so with HTTP 400).",
    );
  }
  if (refusal === "certificate-not-accepted") {
    return failure(
      "tls-client-certificate",
      "The server does not accept our certificate: it has expired, or its authority is not one that the server takes (nginx says so with HTTP 400).",
    );
  }
  if (status !== undefined) return undefined;
  if (isTimeout(error)) return failure("http", `No answer to a GET within ${findings.timeoutMs} ms.`);
  if (!isEmpty) {
    return failure("http", "What answered is not HTTP/1.1: look at host and port in the URL.");
  }
  const isClosed = error === undefined || closed.includes(codeOf(error));
  return (
    tlsFailure(findings, error, isClosed) ??
    failure(
      "http",
      `The server cut the connection and answered nothing to a GET${isClosed ? "" : ` (${codeOf(error)})`}.`,
    )
  );
}

/** The caller's own signal is looked at before: what is aborted here has taken too long. */
function isTimeout(error: unknown): boolean {
  return codeOf(error) === "ABORT_ERR";
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException | undefined)?.code ?? error);
}

function failure(phase: TlsProbePhase, message: string): TlsProbeFailure {
  return { phase, message };
}
