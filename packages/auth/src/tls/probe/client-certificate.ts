import { parseCertificates } from "@countersign/crypto-core";
import type { TlsIdentity } from "../tls-identity.js";
import type { ProbeFindings } from "./failure.js";
import { formatDerName } from "./names.js";
import type { ClientCertificateReport, TlsProbeFailure } from "./report.js";

/** What became of client authentication, from what was seen on the wire and what came of it. */
export function reportClientCertificate(
  findings: ProbeFindings,
  identity: TlsIdentity | undefined,
  failure: TlsProbeFailure | undefined,
): ClientCertificateReport {
  const { requested, isCertificateSent, authorities } = findings.observed;
  const status = findings.answer?.status;
  const names = authorities.map(formatDerName);
  const isRefused = failure?.phase === "tls-client-certificate";
  const isAnswered = isCertificateSent && status !== undefined;
  const unlisted = identity && isCertificateSent ? unlistedAuthority(identity, names) : undefined;
  return {
    requested,
    ...(names.length > 0 && { authorities: names }),
    ...(unlisted !== undefined && { isIssuerListed: false as const }),
    presented: isCertificateSent ? identity?.certificate.subject : undefined,
    accepted: isRefused ? false : isAnswered ? true : undefined,
    detail: [
      isRefused ? failure.message : describe(findings, identity !== undefined, status),
      ...(unlisted === undefined
        ? []
        : [`The server lists the authorities that it takes, and ${unlisted} is not among them.`]),
    ].join(" "),
  };
}

function describe(
  { observed, authorizationError }: ProbeFindings,
  hasIdentity: boolean,
  status: number | undefined,
): string {
  const { requested, isCertificateSent } = observed;
  if (requested === undefined) return "Whether the server asks for a certificate could not be seen.";
  if (!requested) {
    return `The server did not ask for a certificate in the handshake${hasIdentity ? ", so ours was not sent" : ""}.`;
  }
  const sent = isCertificateSent
    ? "The server asked for a certificate and got ours"
    : hasIdentity
      ? "The server asked for a certificate; ours was not sent, as its key fits none of the signature algorithms that the server takes"
      : "The server asked for a certificate and got none";
  if (authorizationError !== undefined) {
    return `${sent}; what it makes of that was not tried, as the server is not trusted.`;
  }
  if (status === undefined) return `${sent}; what it makes of that is not known, as no HTTP answer came.`;
  const forbidden =
    status === 401 || status === 403
      ? `; the ${status} may still be about the certificate, by the API's own rules`
      : "";
  return isCertificateSent
    ? `${sent}; TLS did not refuse it, and HTTP answered ${status}${forbidden}.`
    : `${sent}; TLS did not insist, and HTTP answered ${status}${forbidden}.`;
}

/** Where the server lists authorities and none of them issued anything in our chain: the last issuer in it. */
function unlistedAuthority(identity: TlsIdentity, names: readonly string[]): string | undefined {
  const issuers = parseCertificates(identity.credentials().cert).map(({ issuer }) => issuer);
  if (names.length === 0 || issuers.some((issuer) => names.includes(issuer))) return undefined;
  return issuers.at(-1);
}
