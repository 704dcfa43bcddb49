import { type Certificate, parseCertificate, parseCertificates } from "@countersign/crypto-core";
import type { TlsIdentity } from "../tls-identity.js";
import { reportClientCertificate } from "./client-certificate.js";
import { openConnection } from "./connection.js";
import { findFailure } from "./failure.js";
import { requestStatus } from "./http.js";
import type { PeerCertificate, TlsProbeReport } from "./report.js";
import { explainAuthorizationError } from "./server-trust.js";

/** What is to be probed. */
export interface ProbeTlsOptions {
  /** `https:`. Its path is asked for with GET. */
  readonly url: string | URL;
  /** Presented where the server asks for a certificate. */
  readonly identity?: TlsIdentity;
  /** PEM bundle of the certificate authorities to trust, instead of the system's. */
  readonly ca?: string;
  /** For everything together; 10000 by default. */
  readonly timeoutMs?: number;
  /** Ends the probe, which then throws its reason. */
  readonly signal?: AbortSignal;
  /** The clock that certificates' ends are compared with. */
  now(): Date;
}

const dayMs = 24 * 60 * 60 * 1000;

/**
 * Makes one TLS connection, TLS 1.2 at least, and tells all that there is to see of it: the server's chain and
 * whether it is trusted, whether the server asked for a client certificate and what it made of it, the status of
 * one GET. A server that is not trusted is sent nothing but the handshake. What goes wrong is in the report, with
 * what to do about it. The connection is direct: `HTTPS_PROXY` is not looked at.
 *
 * @throws TypeError where the URL is not `https:`; `CertificateError` where `ca` has no certificate, or one that
 * the server sent cannot be read; the reason of `signal` where that aborts.
 *
 * @example
 * ```ts
 * const { failure } = await probeTls({ url: "https://api.clearstream.com/", identity, now: () => new Date() });
 * if (failure) console.error(`${failure.phase}: ${failure.message}`);
 * ```
 * @see RFC 8446 sections 4.3.2, 4.4.2 and 6.2
 */
export async function probeTls({
  url,
  identity,
  ca,
  timeoutMs = 10_000,
  signal,
  now,
}: ProbeTlsOptions): Promise<TlsProbeReport> {
  const target = new URL(url);
  if (target.protocol !== "https:") throw new TypeError(`the URL must be https:, not ${target.protocol}`);
  if (ca !== undefined) parseCertificates(ca);
  const limit = AbortSignal.timeout(timeoutMs);
  const stop = signal ? AbortSignal.any([signal, limit]) : limit;
  const host = target.hostname.replace(/^\[(.*)\]$/, "$1");
  const port = Number(target.port || 443);

  const connection = await openConnection({
    host,
    port,
    ca,
    credentials: identity?.credentials(),
    stop,
    now,
  });
  const { session, tcpMs, handshakeMs } = connection;
  const isTrusted = session !== undefined && session.authorizationError === undefined;
  const answer = isTrusted ? await requestStatus(session.socket, target, stop) : undefined;
  connection.close();
  signal?.throwIfAborted();

  const observed = connection.observe();
  const time = now();
  const chain = parseChain(observed.serverCertificates, time);
  const authorizationError =
    session?.authorizationError &&
    explainAuthorizationError(session.authorizationError, { host, chain, now: time });
  const findings = { host, port, timeoutMs, connection, observed, authorizationError, answer };
  const failure = findFailure(findings);
  const protocol = session?.protocol ?? observed.protocol;
  return {
    host,
    port,
    ...(tcpMs !== undefined && { tcpMs }),
    ...(handshakeMs !== undefined && { handshakeMs }),
    ...(protocol && { protocol }),
    ...(session && { cipher: session.cipher }),
    ...(session?.alpn && { alpn: session.alpn }),
    chain,
    authorized: isTrusted,
    ...(authorizationError && { authorizationError }),
    clientCertificate: reportClientCertificate(findings, identity, failure),
    ...(answer?.status !== undefined && { httpStatus: answer.status }),
    ...(failure && { failure }),
  };
}

function parseChain(certificates: readonly Uint8Array[], now: Date): PeerCertificate[] {
  const [leaf, ...issuers] = certificates.map((der) => parseCertificate(der));
  if (!leaf) return [];
  const { subjectAltNames } = leaf;
  return [
    { ...describe(leaf, now), ...(subjectAltNames && { subjectAltNames }) },
    ...issuers.map((issuer) => describe(issuer, now)),
  ];
}

function describe({ subject, issuer, notBefore, notAfter }: Certificate, now: Date): PeerCertificate {
  const daysLeft = Math.floor((notAfter.getTime() - now.getTime()) / dayMs);
  return { subject, issuer, notBefore, notAfter, daysLeft };
}
