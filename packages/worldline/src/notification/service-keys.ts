import {
  type Certificate,
  parseCertificate,
  thumbprint,
  thumbprintResolver,
  type Verifier,
} from "@countersign/crypto-core";
import { NotificationError } from "./notification-error.js";

/** The service's certificates, by the thumbprints that its signatures name. */
export interface ServiceKeys {
  readonly resolveKey: (keyId: string) => Promise<Verifier | undefined>;
  /**
   * @throws {@link NotificationError} `ERR_NOTIFICATION_CERTIFICATE_EXPIRED`, `…_NOT_YET_VALID` where the
   * certificate that a keyId names is not in force.
   */
  readonly assertInForce: (keyId: string, now: Date) => void;
}

/** @throws {@link CertificateError} where one cannot be read; TypeError where one is not for RSA of 2048 bits or more. */
export function serviceKeys(certificates: readonly string[]): ServiceKeys {
  const known = new Map<string, Certificate>();
  for (const pem of certificates) {
    const certificate = parseCertificate(pem);
    if (certificate.keyAlgorithm !== "RSA" || (certificate.modulusLength ?? 0) < 2048) {
      throw new TypeError("serviceCertificates must be certificates of RSA keys of 2048 bits or more.");
    }
    known.set(thumbprint(pem, "SHA-1"), certificate);
  }
  // What it could fail with was looked at above.
  const resolver = thumbprintResolver(certificates);
  return {
    resolveKey: async (keyId) => (await resolver)(keyId),
    assertInForce(keyId, now) {
      const certificate = known.get(keyId.toUpperCase());
      if (certificate) assertCertificateInForce(certificate, now);
    },
  };
}

function assertCertificateInForce({ notBefore, notAfter }: Certificate, now: Date): void {
  // notAfter is the last second in which it is valid.
  if (now.getTime() >= notAfter.getTime() + 1000) {
    throw new NotificationError(
      "ERR_NOTIFICATION_CERTIFICATE_EXPIRED",
      `The service's certificate that signed this ended on ${notAfter.toISOString()}: get the one that replaces it from the back office.`,
    );
  }
  if (now.getTime() < notBefore.getTime()) {
    throw new NotificationError(
      "ERR_NOTIFICATION_CERTIFICATE_NOT_YET_VALID",
      `The service's certificate that signed this begins on ${notBefore.toISOString()}: compare the clocks.`,
    );
  }
}
