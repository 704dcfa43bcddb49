import { TLSSocket } from "node:tls";
import type { Exchange } from "../wire/exchange.js";
import { Refusal } from "../wire/refusal.js";
import * as rules from "./rules.js";

/**
 * The common name of the certificate that the connection was opened with, once it is found good. Asked for on
 * each request: a connection can outlive the certificate.
 */
export function requireClientCertificate(exchange: Exchange, now: Date): string {
  const socket = exchange.socket as TLSSocket;
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  if (certificate === undefined) {
    throw new Refusal(
      rules.certificateMissing,
      "Expected a client certificate in the TLS handshake, got none; open a new connection with the SSL PEM file.",
    );
  }
  const code = socket.authorized ? undefined : String(socket.authorizationError);
  if (code === "CERT_HAS_EXPIRED" || now.getTime() > Date.parse(certificate.validTo)) {
    throw new Refusal(
      rules.certificateExpired,
      `The client certificate expired at ${certificate.validTo}; create new credentials for the consumer.`,
    );
  }
  if (code === "INVALID_PURPOSE") {
    throw new Refusal(
      rules.certificatePurpose,
      "The client certificate is not for TLS clients; use the SSL PEM file, not the signing one.",
    );
  }
  if (code !== undefined) {
    throw new Refusal(
      rules.certificateUntrusted,
      `The client certificate was not issued by this platform's client CA (${code}); use the one from step 2.`,
    );
  }
  return commonNameOf(certificate.subject);
}

/** node prints a subject one attribute to a line. */
function commonNameOf(subject: string): string {
  return /^CN=(.*)$/m.exec(subject)?.[1] ?? "";
}
