import { parseDer } from "../asn1/der-reader.js";
import { CertificateError } from "../errors.js";
import type { Certificate } from "./certificate.js";
import { isSignedBy, readSigned } from "./signed.js";

/** Certificates put in order. */
export interface OrderedChain {
  /** The leaf first, then each one's issuer, as far as they were given; up to the root where that was given. */
  readonly chain: readonly [Certificate, ...Certificate[]];
  /** The certificates that are not part of it, in the order given. */
  readonly extras: readonly Certificate[];
}

/**
 * Puts certificates in the order that TLS and PKCS#12 want. The leaf is the one with the key, whatever its names
 * say; an issuer is one whose subject is named as the issuer and whose key made the signature. Where several fit
 * (the same key certified again), the one that ends last is taken. Validity is not checked: nothing here knows
 * what time it is.
 *
 * @param publicKey - the key's SubjectPublicKeyInfo in DER
 * @throws {@link CertificateError} with `ERR_CERTIFICATE_NO_MATCH` where no certificate has the key.
 * @example
 * const { chain } = orderChain(parseCertificates(pem), signer.publicKey);
 * @see RFC 8446 section 4.4.2
 */
export function orderChain(certificates: readonly Certificate[], publicKey: Uint8Array): OrderedChain {
  let rest = withoutDuplicates(certificates);
  const take = (isNext: (candidate: Certificate) => boolean): Certificate | undefined => {
    const next = endsLast(rest.filter(isNext));
    rest = rest.filter((candidate) => candidate !== next);
    return next;
  };

  const leaf = take((candidate) => Buffer.compare(candidate.publicKey, publicKey) === 0);
  if (leaf === undefined) throw noMatch(certificates);
  const chain: [Certificate, ...Certificate[]] = [leaf];
  for (let last = leaf; !isIssuedBy(last, last); ) {
    const issued = last;
    const issuer = take((candidate) => isIssuedBy(issued, candidate));
    if (issuer === undefined) break;
    chain.push(issuer);
    last = issuer;
  }
  return { chain, extras: rest };
}

/** By name, and by signature: authorities keep their names when they change keys. */
function isIssuedBy(certificate: Certificate, issuer: Certificate): boolean {
  return (
    certificate.issuer === issuer.subject &&
    isSignedBy(readSigned(parseDer(certificate.der), "certificate"), issuer.publicKey)
  );
}

function endsLast(certificates: readonly Certificate[]): Certificate | undefined {
  return [...certificates].sort((a, b) => b.notAfter.getTime() - a.notAfter.getTime())[0];
}

function withoutDuplicates(certificates: readonly Certificate[]): readonly Certificate[] {
  return [...new Map(certificates.map((certificate) => [certificate.pem, certificate])).values()];
}

function noMatch(certificates: readonly Certificate[]): CertificateError {
  const found =
    certificates.length === 0 ? "there is none" : certificates.map(({ subject }) => subject).join("; ");
  return new CertificateError(
    "ERR_CERTIFICATE_NO_MATCH",
    `No certificate has the public key of this key: ${found}.`,
  );
}
