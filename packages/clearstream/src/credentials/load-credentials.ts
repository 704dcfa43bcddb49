import type { TlsIdentity } from "@countersign/auth";
import { type Certificate, importSigner, type Signer } from "@countersign/crypto-core";
import { CredentialsError } from "../errors.js";
import { checkCaBundle } from "./ca-bundle.js";
import { type ConsumerFile, readConsumerFile, withLabel } from "./read-consumer-file.js";

/** An API consumer that can be authenticated. */
export interface ClearstreamCredentials {
  /** The consumer's user id: the common name of its certificates. */
  readonly userId: string;
  /** From the ssl file: what the TLS client presents. */
  readonly identity: TlsIdentity;
  /** PEM bundle of the authorities behind Clearstream's servers. */
  readonly ca: string;
  /** From the signing file, where it was given. */
  readonly signing?: SigningCredentials;
}

/** The key and certificate of the signing file. */
export interface SigningCredentials {
  /** Holds the private key of the signing file. */
  readonly signer: Signer;
  /** The certificate for that key. */
  readonly certificate: Certificate;
}

/** Contents of the files that the portal's page gives, and their names where they are known. */
export interface CredentialFiles {
  /** `ocapi-{USERID}-ssl.pem`: certificate and key, in any order. */
  readonly ssl: ConsumerFile;
  /** `ocapi-{USERID}-signing.pem`, likewise. */
  readonly signing?: ConsumerFile;
  /** `server-cert-cacerts.pem` */
  readonly ca: string;
  /** Opens encrypted keys. */
  readonly passphrase?: string;
  /** The certificates must be valid at this time. */
  readonly now: Date;
}

/**
 * Reads an API consumer's credentials and checks what Clearstream would: key and certificate fit, the
 * certificate is valid now and for this use, its common name is the user id in the file's name, and both files
 * are one consumer's.
 *
 * @throws {@link CredentialsError}, `TlsIdentityError` and `KeyError`, each with its own code and sentence, which
 * names the file.
 *
 * @example
 * ```ts
 * const credentials = await loadCredentials({
 *   ssl: { name: "ocapi-a00012345_0012345-ssl.pem", content: sslPem },
 *   ca: caPem,
 *   now: new Date(),
 * });
 * ```
 * @see Clearstream API Developer Guide, "Step 2 - Xact API consumer creation"
 */
export async function loadCredentials({
  ssl,
  signing,
  ca,
  passphrase,
  now,
}: CredentialFiles): Promise<ClearstreamCredentials> {
  const { userId, identity } = await readConsumerFile(ssl, { type: "ssl", now, passphrase });
  const loaded = { userId, identity, ca: checkCaBundle(ca) };
  if (!signing) return loaded;
  const signer = await readConsumerFile(signing, { type: "signing", now, passphrase });
  if (signer.userId !== userId) {
    throw new CredentialsError(
      "ERR_CREDENTIALS_COMMON_NAME",
      `The ssl file is ${userId}'s, the signing file ${signer.userId}'s: are two consumers' files mixed up?`,
    );
  }
  const { certificate } = signer.identity;
  if (certificate.pem === identity.certificate.pem) {
    throw new CredentialsError(
      "ERR_CREDENTIALS_FILE_TYPE",
      `The ssl file and the signing file are one and the same; ocapi-${userId}-signing.pem has a certificate of its own.`,
    );
  }
  const { key } = signer.identity.credentials();
  return {
    ...loaded,
    signing: { certificate, signer: await withLabel("The signing file", () => importSigner(key)) },
  };
}
