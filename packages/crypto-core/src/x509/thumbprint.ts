import { createHash } from "node:crypto";
import { parseCertificate } from "./certificate.js";
import { type CertificateInput, isParsed } from "./certificate-input.js";

const hashes = { "SHA-1": "sha1", "SHA-256": "sha256" } as const;

/**
 * The hash of a certificate's DER in hex, upper case, without colons: what Worldline calls the fingerprint and
 * uses as keyId (SHA-1), and others pin (SHA-256).
 *
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_UNREADABLE` where it is not a certificate.
 * @example
 * thumbprint(pem, "SHA-1"); // "3EBEF6033C00730D9C6DA05165A3CAA1F31036FB"
 */
export function thumbprint(certificate: CertificateInput, algorithm: keyof typeof hashes): string {
  if (!Object.hasOwn(hashes, algorithm))
    throw new TypeError(`a thumbprint is SHA-1 or SHA-256, not ${algorithm}`);
  const { der } = isParsed(certificate) ? certificate : parseCertificate(certificate);
  return createHash(hashes[algorithm]).update(der).digest("hex").toUpperCase();
}
