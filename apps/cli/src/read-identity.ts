import type { TlsIdentity } from "@countersign/auth";
import { readText } from "./authorities.js";
import type { Arguments } from "./command.js";
import { about, UsageError } from "./errors.js";
import type { Io } from "./io.js";

/**
 * The client certificate that two options name, PEM; undefined where neither is given.
 *
 * @param options of the certificate, and of its key where that is another file.
 * @param readPassphrase asked where there is a certificate.
 * @throws UsageError for a key alone; TlsIdentityError
 */
export async function readIdentity(
  args: Arguments,
  io: Io,
  [certOption, keyOption]: readonly [string, string],
  readPassphrase: () => Promise<string | undefined> = async () => undefined,
): Promise<TlsIdentity | undefined> {
  const [certFile, keyFile] = [args.optional(certOption), args.optional(keyOption)];
  if (certFile === undefined) {
    if (keyFile === undefined) return undefined;
    throw new UsageError(`--${certOption} is missing: a key without its certificate proves nothing.`);
  }
  const passphrase = await readPassphrase();
  const certificate = await readText(certFile, io);
  const key = keyFile === undefined ? undefined : await readText(keyFile, io);
  // Loaded here: it brings an HTTP client, and commands that need no identity should not wait for that.
  const { importTlsIdentity } = await import("@countersign/auth");
  return await about(keyFile === undefined ? certFile : `${certFile} with ${keyFile}`, () =>
    importTlsIdentity({
      certificate,
      ...(key !== undefined && { key }),
      ...(passphrase !== undefined && { passphrase }),
      now: io.now(),
    }),
  );
}
