import { parseCertificates } from "@countersign/crypto-core";
import { CredentialsError } from "../errors.js";

/**
 * Checks a bundle of certificate authorities, as `server-cert-cacerts.pem` is one, and returns it. Clearstream
 * changes its server certificates without notice, so the bundle must hold its authorities and nothing else.
 *
 * @throws {@link CredentialsError} `ERR_CREDENTIALS_CA_BUNDLE`.
 *
 * @see Clearstream API Developer Guide, "Server CA Certificates"
 */
export function checkCaBundle(pem: string): string {
  const certificates = parseCertificates(pem);
  const refuse = (what: string) => new CredentialsError("ERR_CREDENTIALS_CA_BUNDLE", what);
  for (const { isCertificateAuthority, subject } of certificates) {
    if (!isCertificateAuthority) {
      throw refuse(
        `The CA bundle holds ${subject}, which is no certificate authority: pinning a server's certificate is not supported, it may change at any time.`,
      );
    }
  }
  const roots = certificates.filter(({ subject, issuer }) => subject === issuer);
  if (roots.length === 0 || roots.length === certificates.length) {
    throw refuse(
      `The CA bundle needs a root and an intermediate certificate; it has ${roots.length === 0 ? "no root" : "no intermediate"}. Fetch server-cert-cacerts.pem again.`,
    );
  }
  return pem;
}
