import { probeTls, type TlsIdentity, type TlsProbeReport } from "@countersign/auth";
import { failed, notTried, ok, type Tell } from "../doctor/step.js";
import type { Io } from "../io.js";

/** What is connected to, and as whom. */
export interface ConnectionSubject {
  readonly base: URL;
  readonly ca: string | undefined;
  readonly identity: TlsIdentity | undefined;
}

/** What was seen of the connection. */
export interface CheckedConnection {
  /** Whether calls are worth trying. */
  readonly isUsable: boolean;
  readonly probes: readonly TlsProbeReport[];
}

/**
 * Tells of DNS, TCP, and TLS without and with the certificate. The connections are direct: where HTTPS_PROXY is
 * set, what they do not reach may still be reached through the proxy.
 */
export async function checkConnection(
  { base, ca, identity }: ConnectionSubject,
  io: Io,
  tell: Tell,
): Promise<CheckedConnection> {
  const probe = (client?: TlsIdentity) =>
    probeTls({
      url: new URL("/", base),
      now: () => io.now(),
      ...(ca !== undefined && { ca }),
      ...(client && { identity: client }),
    });
  const without = await probe();
  const isReached = tellNetwork(without, io, tell);
  if (!isReached) {
    const { isProxied } = proxyOf(io);
    for (const step of ["tls", "tls-certificate"]) tell(notTried(step, "the connection"));
    return { isUsable: isProxied && identity !== undefined, probes: [without] };
  }
  const isTlsRight = tellTls(without, ca, tell);
  if (!identity || !isTlsRight) {
    tell(notTried("tls-certificate", isTlsRight ? "the file" : "TLS without it"));
    return { isUsable: false, probes: [without] };
  }
  const withIt = await probe(identity);
  return { isUsable: tellCertificate(withIt, tell), probes: [without, withIt] };
}

function tellNetwork({ host, port, tcpMs, failure }: TlsProbeReport, io: Io, tell: Tell): boolean {
  const { isProxied } = proxyOf(io);
  const tellFailure = (step: string, message: string, remedy: string) =>
    tell(
      isProxied
        ? {
            step,
            result: "unknown",
            message: `${message} HTTPS_PROXY is set, and calls go through it.`,
            remedy: "Where the calls fail as well, ask whoever runs the proxy.",
          }
        : failed(step, message, remedy),
    );
  if (tcpMs !== undefined) {
    tell(ok("dns", `${host} has an address.`));
    tell(ok("tcp", `Port ${port} answers, in ${tcpMs} ms.`));
    return true;
  }
  const message = failure?.message ?? `${host} cannot be reached.`;
  if (failure?.phase === "dns") {
    tellFailure(
      "dns",
      message,
      "Set HTTPS_PROXY, where names are looked up by a proxy; else ask who runs the DNS.",
    );
    tell(notTried("tcp", "the name"));
  } else {
    tell(ok("dns", `${host} has an address.`));
    tellFailure(
      "tcp",
      message,
      `Have the firewall let connections to ${host}, port ${port} out, or set HTTPS_PROXY.`,
    );
  }
  return false;
}

function tellTls(
  { protocol, authorized, failure }: TlsProbeReport,
  ca: string | undefined,
  tell: Tell,
): boolean {
  // A server that refuses whoever has no certificate, as the older guide has it, is all right.
  if (!failure || authorized || failure.phase === "tls-client-certificate") {
    tell(ok("tls", `${protocol ?? "TLS"} without our certificate: the server is who it should be.`));
    return true;
  }
  const isUntrusted = failure.phase === "tls-server-certificate";
  tell(
    failed(
      "tls",
      failure.message,
      isUntrusted
        ? ca === undefined
          ? 'Get the authorities with "clearstream ca fetch".'
          : 'Compare the authorities with "clearstream ca fetch" and "clearstream ca compare"; where something in between brings its own certificate, have it leave this host alone.'
        : "Have what is in between (proxy, firewall) leave TLS to this host alone.",
    ),
  );
  return false;
}

function tellCertificate({ clientCertificate, failure }: TlsProbeReport, tell: Tell): boolean {
  const { requested, detail, isIssuerListed } = clientCertificate;
  if (failure && failure.phase !== "http") {
    tell(
      failed(
        "tls-certificate",
        failure.phase === "tls-client-certificate" ? detail : failure.message,
        "Look whether file and address are of the same environment; else have an administrator look at the API consumer's credentials.",
      ),
    );
    return false;
  }
  if (requested === false) {
    tell(
      failed(
        "tls-certificate",
        "The server did not ask for our certificate, as Clearstream does on every connection.",
        "Look at the address; where something in between ends TLS, have it leave this host alone.",
      ),
    );
    return false;
  }
  if (isIssuerListed === false) {
    // It may be taken all the same: a list may name what is above our issuer.
    const remedy =
      "Look whether files and address are of the same environment, production or pre-production.";
    tell({ step: "tls-certificate", result: "unknown", message: detail, remedy });
    return true;
  }
  tell(ok("tls-certificate", detail));
  return true;
}

function proxyOf({ env }: Io): { readonly isProxied: boolean } {
  return { isProxied: Boolean(env.HTTPS_PROXY || env.https_proxy) };
}
