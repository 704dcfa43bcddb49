import type { Certificate } from "@countersign/crypto-core";
import { importTlsIdentity, type TlsIdentityFiles } from "./import-tls-identity.js";
import type { TlsIdentity } from "./tls-identity.js";
import { watchFiles } from "./watch-files.js";

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
 * Reads a client certificate from files, and again whenever their contents change, as {@link watchFiles} does.
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
  { now = () => new Date(), onReplaced = () => {}, ...settings }: WatchTlsIdentitySettings = {},
): Promise<WatchedTlsIdentity> {
  const files = "pkcs12" in paths ? [paths.pkcs12] : [paths.certificate, ...(paths.key ? [paths.key] : [])];
  const watched = await watchFiles(files, {
    ...settings,
    read: (contents) => importTlsIdentity({ ...filesOf(paths, contents), now: now() }),
    onReplaced(next) {
      identity.replace(next);
      onReplaced(identity.certificate);
    },
  });
  const identity = watched.current;
  return {
    identity,
    get failure() {
      return watched.failure;
    },
    refresh: watched.refresh,
    close: watched.close,
  };
}

function filesOf(paths: TlsIdentityPaths, [first, key]: readonly Buffer[]): TlsIdentityFiles {
  if ("pkcs12" in paths) return { ...paths, pkcs12: first as Buffer };
  return { ...paths, certificate: String(first), ...(key && { key: String(key) }) };
}
