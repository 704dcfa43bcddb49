import type { Certificate } from "@countersign/crypto-core";
import { TlsIdentityError } from "./tls-identity-error.js";

/** What a TLS stack takes. */
export interface TlsClientCredentials {
  /** The chain in PEM, leaf first. */
  readonly cert: string;
  /** PKCS#8 in PEM, not encrypted. */
  readonly key: string;
}

/**
 * Who we are on a mutual TLS connection: a certificate and its key that fit each other. Made by
 * {@link importTlsIdentity} or {@link watchTlsIdentity}. The key is not visible in logs or JSON.
 */
export class TlsIdentity {
  #certificate: Certificate;
  #credentials: TlsClientCredentials;

  constructor(certificate: Certificate, credentials: TlsClientCredentials) {
    this.#certificate = certificate;
    this.#credentials = credentials;
  }

  /** The certificate that is presented now: what is in memory, whatever a file may say by now. */
  get certificate(): Certificate {
    return this.#certificate;
  }

  /** Certificate chain and key for `tls.connect` and the like; another object after each replacement. */
  credentials(): TlsClientCredentials {
    return this.#credentials;
  }

  /**
   * Takes the certificate and key of another identity. HTTP clients that were made with this one present them on
   * every new connection; requests under way finish on the connections that they have.
   *
   * @example
   * ```ts
   * identity.replace(await importTlsIdentity({ certificate: newPem, now: new Date() }));
   * ```
   */
  replace(next: TlsIdentity): void {
    this.#certificate = next.#certificate;
    this.#credentials = next.#credentials;
  }

  /**
   * Refuses a certificate that no server would accept at this time.
   *
   * @throws {@link TlsIdentityError} `ERR_TLS_IDENTITY_NOT_YET_VALID`, `ERR_TLS_IDENTITY_EXPIRED`.
   */
  checkValidity(now: Date): void {
    const { subject, notBefore, notAfter } = this.#certificate;
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
}
