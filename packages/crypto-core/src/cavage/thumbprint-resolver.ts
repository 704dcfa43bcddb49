import { importVerifier } from "../keys/import-verifier.js";
import type { Verifier } from "../keys/signer.js";
import { thumbprint } from "../x509/thumbprint.js";

/**
 * Finds keys by the SHA-1 thumbprint of their certificate, in either case, as Worldline names them. Several
 * certificates may be given, so that the next one is known before it is used.
 *
 * @param certificates PEM or DER.
 * @throws {@link CertificateError} or {@link KeyError} where one cannot be read.
 *
 * @example
 * ```ts
 * const resolveKey = await thumbprintResolver([currentCertificate, nextCertificate]);
 * ```
 */
export async function thumbprintResolver(
  certificates: readonly (string | Uint8Array)[],
): Promise<(keyId: string) => Verifier | undefined> {
  const known = new Map<string, Verifier>();
  for (const certificate of certificates) {
    known.set(thumbprint(certificate, "SHA-1"), await importVerifier(certificate));
  }
  return (keyId) => known.get(keyId.toUpperCase());
}
