import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Certificate } from "@countersign/crypto-core";
import { warn } from "../warn.js";
import { importTlsIdentity, type TlsIdentityFiles } from "./import-tls-identity.js";
import type { TlsIdentity } from "./tls-identity.js";
import { TlsIdentityError } from "./tls-identity-error.js";

/** Paths of the files of a client certificate: PEM, or PKCS#12. */
export type TlsIdentityPaths =
  | {
      /** PEM: the certificate, with its chain where there is one; the key may be in the same file. */
      readonly certificate: string;
      /** PEM: the private key, where it is a file of its own. */
      readonly key?: string;
      /** Opens an encrypted key; itself no path. */
      readonly passphrase?: string;
    }
  | {
      /** `.p12` or `.pfx`: the key, and the certificate with its chain. */
      readonly pkcs12: string;
      /** Opens the file; itself no path. */
      readonly password: string;
    };

/** How files are watched. */
export interface WatchTlsIdentitySettings {
  /** How often they are looked at; 5000 by default. */
  readonly intervalMs?: number;
  /** The clock; the system's by default. */
  readonly now?: () => Date;
  /** Told of a certificate that has taken the place of another. */
  readonly onReplaced?: (certificate: Certificate) => void;
  /** Told once of files that cannot be used; what was in use stays. A warning of the process by default. */
  readonly onFailed?: (error: unknown) => void;
}

/** An identity that follows its files. */
export interface WatchedTlsIdentity {
  /** `identity.certificate.notAfter` is the end of what is in memory, not of what is in the file. */
  readonly identity: TlsIdentity;
  /** Why the files as they are now are not in use; undefined where they are. */
  readonly failure: unknown;
  /** Looks at the files at once. */
  refresh(): Promise<void>;
  /** Ends the watching. */
  close(): void;
}

/**
 * Reads a client certificate from files, and again whenever their contents change. Contents are compared, at
 * intervals, because that sees every way in which files are replaced: written in place, renamed over, mounted
 * anew, or behind a link that now points elsewhere. Files that do not fit together are taken for an update that
 * is not complete, and told of if they are still so at the next look.
 *
 * @throws what {@link importTlsIdentity} throws, where the files cannot be used at the start, and
 * {@link TlsIdentityError} `ERR_TLS_IDENTITY_FILE` where one cannot be read.
 *
 * @example
 * ```ts
 * const watched = await watchTlsIdentity({ certificate: "client.pem", key: "client.key" });
 * const http = createHttpClient({ identity: watched.identity });
 * ```
 */
export async function watchTlsIdentity(
  paths: TlsIdentityPaths,
  {
    intervalMs = 5_000,
    now = () => new Date(),
    onReplaced = () => {},
    onFailed = warn,
  }: WatchTlsIdentitySettings = {},
): Promise<WatchedTlsIdentity> {
  const first = await readFiles(paths);
  const identity = await importTlsIdentity({ ...first, now: now() });
  let inUse = fingerprint(first);
  let refusal: { readonly error: unknown; readonly of: string; readonly looks: number } | undefined;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    let found = "";
    try {
      const files = await readFiles(paths);
      found = fingerprint(files);
      if (found !== inUse) identity.replace(await importTlsIdentity({ ...files, now: now() }));
    } catch (error) {
      refusal = { error, of: found, looks: refusal?.of === found ? refusal.looks + 1 : 1 };
      if (refusal.looks === 2) onFailed(error);
      return;
    }
    refusal = undefined;
    if (found === inUse) return;
    inUse = found;
    onReplaced(identity.certificate);
  }

  // Behind a look that is under way, which may have read what has changed since.
  const refresh = () => {
    looking = looking.catch(() => {}).then(look);
    return looking;
  };
  // What fails here is a callback of the caller's: what is wrong with the files is told by `onFailed`.
  const timer = setInterval(() => refresh().catch(warn), intervalMs).unref();
  return {
    identity,
    get failure() {
      return refusal?.error;
    },
    refresh,
    close: () => clearInterval(timer),
  };
}

async function readFiles(paths: TlsIdentityPaths): Promise<TlsIdentityFiles> {
  if ("pkcs12" in paths) return { ...paths, pkcs12: await read(paths.pkcs12) };
  const [certificate, key] = await Promise.all(
    [paths.certificate, paths.key].map((path) => path && read(path)),
  );
  return { ...paths, certificate: String(certificate), ...(key && { key: String(key) }) };
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new TlsIdentityError(
      "ERR_TLS_IDENTITY_FILE",
      `${path} cannot be read: ${(cause as Error).message}`,
      {
        cause,
      },
    );
  }
}

function fingerprint(files: TlsIdentityFiles): string {
  return createHash("sha256").update(JSON.stringify(files)).digest("hex");
}
