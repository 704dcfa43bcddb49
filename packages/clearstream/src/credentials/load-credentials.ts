import { importTlsIdentity, type TlsIdentity } from "@countersign/auth";
import { CredentialsError } from "../errors.js";
import { checkCaBundle } from "./ca-bundle.js";

/** An API consumer that can be authenticated. */
export interface ClearstreamCredentials {
  /** The consumer's user id: the common name of its certificate. */
  readonly userId: string;
  readonly identity: TlsIdentity;
  /** PEM bundle of the authorities behind Clearstream's servers. */
  readonly ca: string;
}

/** Contents of the files that the portal's page gives, and their names where they are known. */
export interface CredentialFiles {
  /** `ocapi-{USERID}-ssl.pem`: certificate and key, in any order. */
  readonly ssl: { readonly content: string; readonly name?: string };
  /** `server-cert-cacerts.pem` */
  readonly ca: string;
  /** Opens an encrypted key. */
  readonly passphrase?: string;
  readonly now: Date;
}

/**
 * Reads an API consumer's credentials and checks what Clearstream would: key and certificate fit, the
 * certificate is valid now, its common name is the user id in the file's name.
 *
 * @throws {@link TlsIdentityError} and {@link CredentialsError}, each with its own sentence.
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
  ca,
  passphrase,
  now,
}: CredentialFiles): Promise<ClearstreamCredentials> {
  const identity = await importTlsIdentity({
    certificate: ssl.content,
    now,
    ...(passphrase !== undefined && { passphrase }),
  });
  const { subjectCommonName: userId, subject } = identity.certificate;
  if (!userId) {
    throw new CredentialsError(
      "ERR_CREDENTIALS_COMMON_NAME",
      `The certificate of ${subject} has no common name, which must be the API consumer's user id.`,
    );
  }
  const named = /^ocapi-(.+)-ssl\.pem$/.exec(ssl.name ?? "")?.[1];
  if (named !== undefined && named !== userId) {
    throw new CredentialsError(
      "ERR_CREDENTIALS_COMMON_NAME",
      `The file is named for ${named}, but its certificate is for ${userId}: are two consumers' files mixed up?`,
    );
  }
  return { userId, identity, ca: checkCaBundle(ca) };
}
