import { createCertificateRequest, generateKeyPair, importSigner } from "@countersign/crypto-core";
import { CredentialsError } from "../errors.js";

/** The two kinds of certificate that an API consumer has. */
export type CertificateType = "ssl" | "signing";

/** A file to be stored where only its user can read it (mode 0600): it holds a private key. */
export interface CredentialFile {
  /** `ocapi-{USERID}-{TYPE}.pem` */
  readonly name: string;
  /** PEM: certificate, then private key. */
  readonly content: string;
}

/** Keys that were made and are waiting for their certificates. */
export interface PreparedConsumer {
  /** PKCS#10 requests (PEM) with the user id as common name, to be handed in with the consumer's password. */
  readonly certificateRequests: Readonly<Record<CertificateType, string>>;
  /** Puts the certificates (PEM) that came back beside their keys. */
  complete(certificates: Readonly<Record<CertificateType, string>>): CredentialFile[];
}

/**
 * The second step of creating an API consumer, as the portal's page does it in the browser: two private keys
 * are made here and never leave; requests for certificates do.
 *
 * @param userId the API consumer's, such as `a00012345_0012345`.
 * @throws {@link CredentialsError} `ERR_CREDENTIALS_USER_ID`.
 *
 * @example
 * ```ts
 * const consumer = await prepareConsumer("a00012345_0012345");
 * const certificates = await handIn(consumer.certificateRequests, password);
 * for (const file of consumer.complete(certificates)) await writeFile(file.name, file.content, { mode: 0o600 });
 * ```
 * @see Clearstream API Developer Guide, "Step 2 - Xact API consumer creation"
 */
export async function prepareConsumer(userId: string): Promise<PreparedConsumer> {
  if (!/^[A-Za-z0-9_]{1,64}$/.test(userId)) {
    throw new CredentialsError(
      "ERR_CREDENTIALS_USER_ID",
      "A Clearstream user id has letters, digits and underscores, such as a00012345_0012345.",
    );
  }
  const [ssl, signing] = await Promise.all([makeKey(userId), makeKey(userId)]);
  const keys = { ssl: ssl.privateKey, signing: signing.privateKey };
  return {
    certificateRequests: { ssl: ssl.request, signing: signing.request },
    complete: (certificates) =>
      (["ssl", "signing"] as const).map((type) => ({
        name: `ocapi-${userId}-${type}.pem`,
        content: `${certificates[type].trimEnd()}\n${keys[type]}`,
      })),
  };
}

async function makeKey(userId: string): Promise<{ privateKey: string; request: string }> {
  const { privateKey } = await generateKeyPair();
  const request = await createCertificateRequest({
    signer: await importSigner(privateKey),
    subject: [{ type: "CN", value: userId }],
  });
  return { privateKey, request };
}
