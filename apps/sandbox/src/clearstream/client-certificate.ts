import type { X509Certificate } from "node:crypto";
import { TLSSocket } from "node:tls";
import type { Exchange } from "../wire/exchange.js";
import { Refusal } from "../wire/refusal.js";
import * as rules from "./rules.js";

const clientAuth = "1.3.6.1.5.5.7.3.2";

/**
 * The common name of the certificate that the connection was opened with, once it is found good. Asked for on
 * each request: a connection can outlive the certificate. Not TLS's own verdict, which goes by the machine's clock and
 * names one fault only.
 */
export function requireClientCertificate(exchange: Exchange, authority: X509Certificate, now: Date): string {
  const socket = exchange.socket as TLSSocket;
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  if (certificate === undefined) {
    throw new Refusal(
      rules.certificateMissing,
      "Expected a client certificate in the TLS handshake, got none; open a new connection with the SSL PEM file.",
    );
  }
  if (!certificate.checkIssued(authority) || !certificate.verify(authority.publicKey)) {
    throw new Refusal(
      rules.certificateUntrusted,
      "The client certificate was not issued by this platform's client CA; use the one from step 2.",
    );
  }
  if (now.getTime() > Date.parse(certificate.validTo)) {
    throw new Refusal(
      rules.certificateExpired,
      `The client certificate expired at ${certificate.validTo}; create new credentials for the consumer.`,
    );
  }
  if (now.getTime() < Date.parse(certificate.validFrom)) {
    throw new Refusal(
      rules.certificateExpired,
      `The client certificate is not valid before ${certificate.validFrom}, and it is ${now.toISOString()} here.`,
    );
  }
  if (!certificate.keyUsage?.includes(clientAuth)) {
    throw new Refusal(
      rules.certificatePurpose,
      "The client certificate is not for TLS clients; use the SSL PEM file, not the signing one.",
    );
  }
  return commonNameOf(certificate.subject);
}

/** node prints a subject one attribute to a line. */
function commonNameOf(subject: string): string {
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? "";
}
