import { importTlsIdentity, type TlsIdentity } from "@countersign/auth";
import { CountersignError } from "@countersign/crypto-core";
import { CredentialsError } from "../errors.js";
import type { CertificateType } from "./prepare-consumer.js";

/** A PEM file as the portal's page gives it, and its name or path where that is known. */
export interface ConsumerFile {
  /** The text of the file. */
  readonly content: string;
  /** `ocapi-{USERID}-{TYPE}.pem` is compared with what is inside; any other name is not. */
  readonly name?: string;
}

/** What was read, and checked. */
export interface ConsumerIdentity {
  readonly userId: string;
  readonly identity: TlsIdentity;
}

/** Where the file is used, and how it is read. */
export interface ReadConsumerFileOptions {
  readonly type: CertificateType;
  readonly now: Date;
  readonly passphrase?: string | undefined;
}

/** What each certificate must be allowed to do, where it limits what it may. */
const wantedUsages = {
  ssl: { what: "TLS clients", kind: "extendedKeyUsages", usages: ["clientAuth", "anyExtendedKeyUsage"] },
  signing: { what: "signatures", kind: "keyUsages", usages: ["digitalSignature", "nonRepudiation"] },
} as const;

/**
 * Reads one of a consumer's files, and checks all that can be known of it alone.
 *
 * @throws {@link CredentialsError} `ERR_CREDENTIALS_FILE_TYPE`, `ERR_CREDENTIALS_COMMON_NAME`; `TlsIdentityError`,
 * `KeyError` and `CertificateError` with the file's name before their sentence.
 */
export async function readConsumerFile(
  { content, name }: ConsumerFile,
  { type, now, passphrase }: ReadConsumerFileOptions,
): Promise<ConsumerIdentity> {
  const label = baseName(name) ?? `The ${type} file`;
  const [, namedUserId, namedType] = /^ocapi-(.+)-([^-]+)\.pem$/i.exec(baseName(name) ?? "") ?? [];
  if (namedType !== undefined && namedType.toLowerCase() !== type) {
    throw new CredentialsError(
      "ERR_CREDENTIALS_FILE_TYPE",
      `${label} is by its name the ${namedType} file; ocapi-${namedUserId}-${type}.pem belongs here.`,
    );
  }
  const identity = await withLabel(label, () =>
    importTlsIdentity({ certificate: content, now, ...(passphrase !== undefined && { passphrase }) }),
  );
  const { certificate } = identity;
  const { what, kind, usages } = wantedUsages[type];
  const allowed = certificate[kind];
  if (certificate.isCertificateAuthority) {
    throw new CredentialsError(
      "ERR_CREDENTIALS_FILE_TYPE",
      `${label} holds the certificate of an authority, ${certificate.subject}, not a consumer's.`,
    );
  }
  if (allowed.length > 0 && !usages.some((usage) => allowed.includes(usage))) {
    throw new CredentialsError(
      "ERR_CREDENTIALS_FILE_TYPE",
      `${label} has a certificate that is not for ${what} (it is for ${allowed.join(", ")}): are the ssl and the signing file mixed up?`,
    );
  }
  const userId = certificate.subjectCommonName;
  if (!userId) {
    throw new CredentialsError(
      "ERR_CREDENTIALS_COMMON_NAME",
      `${label}: the certificate of ${certificate.subject} has no common name, which must be the API consumer's user id.`,
    );
  }
  if (namedUserId !== undefined && namedUserId !== userId) {
    throw new CredentialsError(
      "ERR_CREDENTIALS_COMMON_NAME",
      `The file is named for ${namedUserId}, but its certificate is for ${userId}: are two consumers' files mixed up?`,
    );
  }
  return { userId, identity };
}

/** Of two files with the same faults, the sentence must say which. */
export async function withLabel<T>(label: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof CountersignError) error.message = `${label}: ${error.message}`;
    throw error;
  }
}

function baseName(path: string | undefined): string | undefined {
  return path?.split(/[/\\]/).at(-1);
}
