import { type Certificate, orderChain, parseCertificates, thumbprint } from "@countersign/crypto-core";
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
  for (const certificate of certificates) {
    const { chain } = orderChain([certificate, ...certificates], certificate.publicKey);
    const last = chain.at(-1) ?? certificate;
    if (last.subject !== last.issuer) {
      throw refuse(
        `The CA bundle holds ${certificate.subject}, whose chain ends at ${last.subject}: the issuer ${last.issuer} is not in it. Fetch server-cert-cacerts.pem again.`,
      );
    }
  }
  return pem;
}

/**
 * Checks that an API consumer's certificate was issued by the authorities of `client-cert-cacerts.pem`, up to
 * their root. Clearstream does that itself at each connection; most callers need not.
 *
 * @throws {@link CredentialsError} `ERR_CREDENTIALS_CHAIN`.
 *
 * @example
 * ```ts
 * checkConsumerChain(credentials.identity.certificate, await readFile("client-cert-cacerts.pem", "utf8"));
 * ```
 * @see Clearstream API Developer Guide, "Client CA Certificates"
 */
export function checkConsumerChain(certificate: Certificate, clientCa: string): void {
  const { chain } = orderChain([certificate, ...parseCertificates(clientCa)], certificate.publicKey);
  const last = chain.at(-1) ?? certificate;
  const usurper = chain.slice(1).find(({ isCertificateAuthority }) => !isCertificateAuthority);
  if (usurper) {
    throw new CredentialsError(
      "ERR_CREDENTIALS_CHAIN",
      `${usurper.subject} is no certificate authority, though it signed a certificate of the chain.`,
    );
  }
  if (last === certificate || last.subject !== last.issuer) {
    throw new CredentialsError(
      "ERR_CREDENTIALS_CHAIN",
      `The chain of ${certificate.subject} ends at ${last.subject}: its issuer ${last.issuer} is not in the client CA bundle.`,
    );
  }
}

/** A certificate authority of a bundle. */
export interface CaBundleEntry {
  /** As RFC 4514 writes it, the most specific element first. */
  readonly subject: string;
  /** SHA-256 of the certificate, in hex. */
  readonly thumbprint: string;
  /** The last second in which it is valid. */
  readonly notAfter: Date;
}

/** What has become of a bundle. */
export interface CaBundleComparison {
  /** Whether both have the same authorities, in whatever order and form. */
  readonly isSame: boolean;
  /** Only in the second bundle. */
  readonly added: readonly CaBundleEntry[];
  /** Only in the first bundle. */
  readonly removed: readonly CaBundleEntry[];
}

/**
 * Compares two CA bundles by what is in them, to be looked at by a person before the new one takes effect.
 *
 * @throws `CertificateError` where one of them cannot be read.
 *
 * @example
 * ```ts
 * const { isSame, added } = compareCaBundles(onDisk, await fetchCaBundle({ environment: "production", ca: onDisk }));
 * if (!isSame) console.warn("new authorities:", added);
 * ```
 */
export function compareCaBundles(before: string, after: string): CaBundleComparison {
  const [old, young] = [entriesOf(before), entriesOf(after)];
  const added = [...young.values()].filter((entry) => !old.has(entry.thumbprint));
  const removed = [...old.values()].filter((entry) => !young.has(entry.thumbprint));
  return { isSame: added.length + removed.length === 0, added, removed };
}

function entriesOf(pem: string): ReadonlyMap<string, CaBundleEntry> {
  const entries = parseCertificates(pem).map((certificate) => ({
    subject: certificate.subject,
    thumbprint: thumbprint(certificate, "SHA-256"),
    notAfter: certificate.notAfter,
  }));
  return new Map(entries.map((entry) => [entry.thumbprint, entry]));
}
