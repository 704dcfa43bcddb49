import { createSecureContext } from "node:tls";
import { type Certificate, parseCertificate } from "@countersign/crypto-core";

/** What the listener speaks one-way TLS with. */
export interface ServerTls {
  readonly cert: string;
  readonly key: string;
  readonly certificate: Certificate;
}

/** @throws where certificate and key cannot be used together. */
export function readServerTls(cert: string, key: string): ServerTls {
  createSecureContext({ cert, key });
  return { cert, key, certificate: parseCertificate(cert) };
}
