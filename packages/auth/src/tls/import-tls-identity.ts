import {
  type Certificate,
  CertificateError,
  type OrderedChain,
  openPrivateKey,
  orderChain,
  parseCertificates,
  readPkcs12,
} from "@countersign/crypto-core";
import { TlsIdentity } from "./tls-identity.js";
import { TlsIdentityError } from "./tls-identity-error.js";

/** A client certificate in PEM. */
export interface PemIdentity {
  /** The certificate, with its chain where there is one, in any order; the key may be in the same file. */
  readonly certificate: string;
  /** The private key, where it is a file of its own. */
  readonly key?: string;
  /** Opens an encrypted key. */
  readonly passphrase?: string;
}

/** A client certificate in PKCS#12. */
export interface Pkcs12Identity {
  /** The bytes of the file (`.p12`, `.pfx`). */
  readonly pkcs12: Uint8Array;
  /** Opens the file; empty where it was made with none. */
  readonly password: string;
}

/** Contents of the files of a client certificate. */
export type TlsIdentityFiles = PemIdentity | Pkcs12Identity;

/**
 * Reads a client certificate and its key. The chain is put in order: OpenSSL takes the first certificate of a
 * file for the leaf, and Node sends none at all, without a word, where the key is missing.
 *
 * @param options the contents of the files, and `now`: the certificate must be valid at this time.
 * @throws {@link TlsIdentityError}, whose sentence says what is wrong with the files; `KeyError` where the key
 * cannot be read; `CertificateError` where a certificate or the PKCS#12 file cannot be.
 *
 * @example
 * ```ts
 * const identity = await importTlsIdentity({
 *   certificate: await readFile("ocapi-user-ssl.pem", "utf8"),
 *   now: new Date(),
 * });
 * ```
 */
export async function importTlsIdentity({
  now,
  ...files
}: TlsIdentityFiles & {
  /** The certificate must be valid at this time. */
  readonly now: Date;
}): Promise<TlsIdentity> {
  const { certificates, key } = "pkcs12" in files ? await readPkcs12File(files) : readPemFiles(files);
  const chain = matchingChain(certificates, key.publicKey);
  const [leaf] = chain;
  const cert = chain.map(({ pem }) => pem).join("");
  const identity = new TlsIdentity(leaf, { cert, key: key.privateKey });
  identity.checkValidity(now);
  return identity;
}

interface Material {
  readonly certificates: readonly Certificate[];
  readonly key: ReturnType<typeof openPrivateKey>;
}

function readPemFiles({ certificate, key, passphrase }: PemIdentity): Material {
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
  return {
    certificates: parseCertificates(certificate),
    key: openPrivateKey(keyFile, passphrase === undefined ? {} : { passphrase }),
  };
}

async function readPkcs12File({ pkcs12, password }: Pkcs12Identity): Promise<Material> {
  const { privateKey, certificates } = await readPkcs12(pkcs12, { password });
  if (certificates.length === 0) {
    throw new TlsIdentityError(
      "ERR_TLS_IDENTITY_NO_CERTIFICATE",
      "There is no certificate in the PKCS#12 file.",
    );
  }
  if (privateKey === undefined) {
    throw new TlsIdentityError(
      "ERR_TLS_IDENTITY_NO_KEY",
      "There is a certificate but no private key in the PKCS#12 file: export it together with its key.",
    );
  }
  return { certificates, key: openPrivateKey(privateKey) };
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
