import type { ClearstreamCredentials } from "@countersign/clearstream";
import type { Arguments } from "../command.js";
import { about } from "../errors.js";
import type { Io } from "../io.js";
import { type CredentialFolder, readCredentialFolder } from "./credential-folder.js";
import { ClearstreamCommandError } from "./errors.js";

/** The credentials of a folder, fit for use. */
export async function openCredentials(
  folder: string,
  args: Arguments,
  io: Io,
): Promise<{ readonly files: CredentialFolder; readonly credentials: ClearstreamCredentials }> {
  const files = await readCredentialFolder(folder, args, io);
  return { files, credentials: await about(folder, () => loadFolder(files, io.now())) };
}

/** @throws as `loadCredentials`, and where there are no authorities. */
export async function loadFolder(
  { ssl, signing, ca, passphrase }: CredentialFolder,
  now: Date,
): Promise<ClearstreamCredentials> {
  const { loadCredentials } = await import("@countersign/clearstream");
  if (ca === undefined) throw new ClearstreamCommandError("ERR_CREDENTIALS_STATE", noBundle);
  return await loadCredentials({
    ssl,
    ...(signing && { signing }),
    ca: ca.content,
    ...(passphrase !== undefined && { passphrase }),
    now,
  });
}

export const noBundle =
  'There is no server-cert-cacerts.pem: "clearstream ca fetch" gets it; --ca names one that is elsewhere.';
