import {
  type Certificate,
  CertificateError,
  type OrderedChain,
  openPrivateKey,
  orderChain,
  parseCertificates,
} from "@countersign/crypto-core";
import { TlsIdentityError } from "../errors.js";

/** Files of a client certificate. */
export interface TlsIdentityFiles {
  /** PEM of the certificate, with its chain where there is one, in any order; the key may be in the same file. */
  readonly certificate: string;
  /** PEM of the private key, where it is a file of its own. */
  readonly key?: string;
  /** Opens an encrypted key. */
  readonly passphrase?: string;
  /** Now; the certificate must be valid at this time. */
  readonly now: Date;
}

/** What a TLS stack takes. */
export interface TlsClientCredentials {
  readonly cert: string;
  readonly key: string;
}

/**
 * Who we are on a mutual TLS connection: a certificate and its key that fit each other and are valid now. Made
 * by {@link importTlsIdentity}. The key is not visible in logs or JSON.
 */
export class TlsIdentity {
  /** The certificate that is presented. */
  readonly certificate: Certificate;
  readonly #credentials: TlsClientCredentials;

  constructor(certificate: Certificate, credentials: TlsClientCredentials) {
    this.certificate = certificate;
    this.#credentials = credentials;
  }

  /** Certificate chain, leaf first, and key, both PEM, for `tls.connect` and the like. */
  credentials(): TlsClientCredentials {
    return this.#credentials;
  }
}

/**
 * Reads a client certificate and its key. The chain is put in order: OpenSSL takes the first certificate of a
 * file for the leaf, and Node sends none at all, without a word, where the key is missing.
 *
 * @throws {@link TlsIdentityError}, whose sentence says what is wrong with the files; {@link KeyError} where
 * the key cannot be read; {@link CertificateError} where a certificate cannot be.
 *
 * @example
 * ```ts
 * const identity = importTlsIdentity({ certificate: await readFile("ocapi-user-ssl.pem", "utf8"), now: new Date() });
 * ```
 */
export function importTlsIdentity({ certificate, key, passphrase, now }: TlsIdentityFiles): TlsIdentity {
  if (!certificate.includes("-----BEGIN CERTIFICATE-----")) {
    throw new TlsIdentityError("ERR_TLS_IDENTITY_NO_CERTIFICATE", "There is no certificate in the PEM file.");
  }
  const keyFile = key ?? certificate;
  if (!keyFile.includes("PRIVATE KEY-----")) {
    throw new TlsIdentityError(
      "ERR_TLS_IDENTITY_NO_KEY",
      key === undefined
        ? "There is a certificate but no private key in the PEM file: put the key into the file, or give it as `key`."
        : "There is no private key in the PEM file given as `key`.",
    );
  }
  const opened = openPrivateKey(keyFile, passphrase === undefined ? {} : { passphrase });
  const chain = matchingChain(parseCertificates(certificate), opened.publicKey);
  const [leaf] = chain;
  checkValidity(leaf, now);
  return new TlsIdentity(leaf, { cert: chain.map(({ pem }) => pem).join(""), key: opened.privateKey });
}

function matchingChain(certificates: readonly Certificate[], publicKey: Uint8Array): OrderedChain["chain"] {
  try {
    return orderChain(certificates, publicKey).chain;
  } catch (cause) {
    if (!(cause instanceof CertificateError && cause.code === "ERR_CERTIFICATE_NO_MATCH")) throw cause;
    throw new TlsIdentityError(
      "ERR_TLS_IDENTITY_KEY_MISMATCH",
      `The private key belongs to none of the certificates (${certificates.map(({ subject }) => subject).join("; ")}).`,
      { cause },
    );
  }
}

function checkValidity({ subject, notBefore, notAfter }: Certificate, now: Date): void {
  if (now < notBefore) {
    throw new TlsIdentityError(
      "ERR_TLS_IDENTITY_NOT_YET_VALID",
      `The certificate of ${subject} is valid from ${notBefore.toISOString()} on; now is ${now.toISOString()}.`,
    );
  }
  if (now > notAfter) {
    throw new TlsIdentityError(
      "ERR_TLS_IDENTITY_EXPIRED",
      `The certificate of ${subject} expired at ${notAfter.toISOString()}: get a new one.`,
    );
  }
}
