import type { TlsIdentity } from "@countersign/auth";
import type { ClearstreamCredentials } from "@countersign/clearstream";
import { CountersignError } from "@countersign/crypto-core";
import { type Finding, failed, notTried, ok, type Tell } from "../doctor/step.js";
import type { Io } from "../io.js";
import type { CredentialFolder } from "./credential-folder.js";
import { loadFolder, noBundle } from "./open-credentials.js";

/** What of the files can be used. */
export interface CheckedFiles {
  /** Absent where anything of them is wrong. */
  readonly credentials?: ClearstreamCredentials;
  /** The server's authorities, fit for use. */
  readonly ca?: string;
}

/**
 * Tells of the files, the certificates' dates, and the chains.
 *
 * @param clientCa the authorities of API consumers' certificates, PEM, where they are to be checked with.
 */
export async function checkFiles(
  files: CredentialFolder,
  clientCa: string | undefined,
  io: Io,
  tell: Tell,
): Promise<CheckedFiles> {
  const problem = await bundleProblem(files);
  const loaded = await tryLoading(files, problem === undefined, io.now());
  if (loaded instanceof CountersignError && !isAboutDates(loaded)) {
    tell(failed("files", loaded.message, remedyFor(loaded.code)));
    tell(notTried("dates", "the file"));
  } else {
    const names = [files.ssl, files.signing].flatMap((file) => file?.name ?? []);
    tell(ok("files", `${names.join(" and ")}: key and certificate fit.`));
    tell(
      loaded instanceof CountersignError
        ? failed("dates", loaded.message, remedyFor(loaded.code))
        : await checkDates(loaded, files, io.now()),
    );
  }
  if (problem !== undefined) {
    tell(failed("chain", problem, 'Get the bundle with "clearstream ca fetch".'));
    return {};
  }
  const ca = files.ca?.content ?? "";
  if (loaded instanceof CountersignError || !("ca" in loaded)) {
    tell(notTried("chain", "the file"));
    return { ca };
  }
  tell(await checkChain(loaded, clientCa));
  return { ca, credentials: loaded };
}

async function bundleProblem({ ca }: CredentialFolder): Promise<string | undefined> {
  if (!ca) return noBundle;
  const { checkCaBundle } = await import("@countersign/clearstream");
  const error = await caught(() => checkCaBundle(ca.content));
  return error instanceof CountersignError ? `${ca.path}: ${error.message}` : undefined;
}

type Loaded = ClearstreamCredentials | { readonly identity: TlsIdentity };

/** Without authorities there are no credentials, but the consumer's own file can be looked at. */
async function tryLoading(
  files: CredentialFolder,
  isBundleRight: boolean,
  now: Date,
): Promise<Loaded | CountersignError> {
  if (isBundleRight) return await caught(() => loadFolder(files, now));
  const { importTlsIdentity } = await import("@countersign/auth");
  const { ssl, passphrase } = files;
  return await caught(async () => ({
    identity: await importTlsIdentity({
      certificate: ssl.content,
      now,
      ...(passphrase !== undefined && { passphrase }),
    }),
  }));
}

async function checkDates(loaded: Loaded, { userId }: CredentialFolder, now: Date): Promise<Finding> {
  const { credentialWarnings } = await import("@countersign/clearstream");
  const warnings = credentialWarnings({ userId, ...loaded }, now);
  const { notAfter } = loaded.identity.certificate;
  const told = warnings.map(({ message }) => message).join(" ");
  return ok("dates", told === "" ? `The ssl certificate is valid until ${notAfter.toISOString()}.` : told);
}

async function checkChain(
  { identity, signing }: ClearstreamCredentials,
  clientCa: string | undefined,
): Promise<Finding> {
  const server = "The server's authorities are a root and what it issued";
  if (clientCa === undefined) return ok("chain", `${server}.`);
  const { checkConsumerChain } = await import("@countersign/clearstream");
  for (const certificate of [identity.certificate, signing?.certificate]) {
    const error = await caught(() => certificate && checkConsumerChain(certificate, clientCa));
    if (error instanceof CountersignError) {
      return failed(
        "chain",
        error.message,
        "Look whether the files and the client CA bundle are of the same environment, production or pre-production.",
      );
    }
  }
  return ok("chain", `${server}; the consumer's certificates come from the client CA.`);
}

async function caught<T>(action: () => T | Promise<T>): Promise<T | CountersignError> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof CountersignError) return error;
    throw error;
  }
}

function isAboutDates({ code }: CountersignError): boolean {
  return code === "ERR_TLS_IDENTITY_EXPIRED" || code === "ERR_TLS_IDENTITY_NOT_YET_VALID";
}

const remedies: Readonly<Record<string, string>> = {
  ERR_TLS_IDENTITY_EXPIRED:
    "Have an administrator make new credentials: Xact Web Portal > API consumer > credentials; nothing else brings them back.",
  ERR_TLS_IDENTITY_NOT_YET_VALID: "Set this computer's clock right; where it is, wait.",
  ERR_KEY_PASSPHRASE_MISSING: "Give --passphrase-env NAME or --passphrase-file FILE.",
  ERR_KEY_PASSPHRASE_WRONG: "Look at what --passphrase-env or --passphrase-file names.",
};

function remedyFor(code: string): string {
  return (
    remedies[code] ??
    "Put the file there again as the portal gave it, under its own name; where it is lost, have an administrator make new credentials."
  );
}
