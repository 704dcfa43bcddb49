import { parseCertificate, thumbprint, thumbprintResolver } from "@countersign/crypto-core";
import { UnverifiedMessageError } from "../errors.js";
import type { ServiceKeyResolver } from "./verify-service-message.js";

/**
 * Finds the service's keys by the thumbprints of its certificates, and refuses a certificate that is not in force.
 *
 * @param certificates PEM.
 * @throws {@link CertificateError} or {@link KeyError} where one cannot be read; from the resolver
 * {@link UnverifiedMessageError}.
 */
export async function serviceKeys(
  certificates: readonly string[],
  now: () => Date,
): Promise<ServiceKeyResolver> {
  const resolve = await thumbprintResolver(certificates);
  const known = new Map(certificates.map((pem) => [thumbprint(pem, "SHA-1"), parseCertificate(pem)]));
  return (keyId) => {
    const certificate = known.get(keyId.toUpperCase());
    // notAfter is the last second in which it is valid.
    if (certificate && now().getTime() >= certificate.notAfter.getTime() + 1000) {
      throw new UnverifiedMessageError(
        "ERR_WORLDLINE_CERTIFICATE_EXPIRED",
        `The service's certificate ${keyId} ended on ${certificate.notAfter.toISOString()}: get the one that replaces it from the back office.`,
      );
    }
    if (certificate && now() < certificate.notBefore) {
      throw new UnverifiedMessageError(
        "ERR_WORLDLINE_CERTIFICATE_NOT_YET_VALID",
        `The service's certificate ${keyId} begins on ${certificate.notBefore.toISOString()}: compare the clocks.`,
      );
    }
    return resolve(keyId);
  };
}
