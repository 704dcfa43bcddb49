import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { readText } from "../authorities.js";
import type { Arguments } from "../command.js";
import { CliError, UsageError } from "../errors.js";
import type { Io } from "../io.js";
import { readSecret } from "../options.js";

/** A file's name without its folder, where it is, and what is in it. */
export interface NamedFile {
  readonly name: string;
  readonly path: string;
  readonly content: string;
}

/** The files of one API consumer, as the portal and the guide name them. */
export interface CredentialFolder {
  readonly userId: string;
  readonly ssl: NamedFile;
  readonly signing?: NamedFile;
  /** The server's authorities. */
  readonly ca?: NamedFile;
  /** What its key files are encrypted with. */
  readonly passphrase?: string;
}

/**
 * Finds and reads them; what is in them is not looked at.
 *
 * @throws CliError where there is no file, UsageError where they are several consumers' and --user does not choose.
 */
export async function readCredentialFolder(
  folder: string,
  args: Arguments,
  io: Io,
): Promise<CredentialFolder> {
  const userId = chooseUser(folder, await listFolder(folder, io), args.optional("user"));
  const read = async (path: string, name: string) => ({ name, path, content: await readText(path, io) });
  const inFolder = async (name: string) => {
    const path = join(folder, name);
    return (await io.exists(path)) ? await read(path, name) : undefined;
  };
  const sslName = credentialFileName(userId, "ssl");
  const caFile = args.optional("ca");
  const ca =
    caFile === undefined
      ? ((await inFolder(caBundleName)) ?? (await inFolder(credentialFileName(userId, "cacert"))))
      : await read(caFile, caFile);
  const signing = await inFolder(credentialFileName(userId, "signing"));
  const passphrase = await readSecret(args, io, "passphrase");
  return {
    userId,
    ssl: await read(join(folder, sslName), sslName),
    ...(signing && { signing }),
    ...(ca && { ca }),
    ...(passphrase !== undefined && { passphrase }),
  };
}

export const caBundleName = "server-cert-cacerts.pem";

export function credentialFileName(userId: string, type: "ssl" | "signing" | "cacert"): string {
  return `ocapi-${userId}-${type}.pem`;
}

async function listFolder(folder: string, io: Io): Promise<readonly string[]> {
  return await readdir(io.resolve(folder)).catch((cause: NodeJS.ErrnoException) => {
    const isMissing = cause.code === "ENOENT";
    throw isMissing
      ? new CliError("ERR_FILE_MISSING", `${folder}: there is no such folder.`, { cause })
      : new CliError("ERR_FILE_UNREADABLE", `${folder}: cannot be read (${cause.code}).`, { cause });
  });
}

function chooseUser(folder: string, names: readonly string[], wanted: string | undefined): string {
  const users = names.flatMap((name) => /^ocapi-(.+)-ssl\.pem$/.exec(name)?.[1] ?? []).sort();
  const [first] = users;
  if (wanted !== undefined && users.includes(wanted)) return wanted;
  if (first === undefined || wanted !== undefined) {
    throw new CliError(
      "ERR_FILE_MISSING",
      `${folder}: there is no ocapi-${wanted ?? "USERID"}-ssl.pem in this folder: put the files there as the portal names them.`,
    );
  }
  if (users.length > 1) {
    throw new UsageError(`${folder} has files of ${users.join(", ")}: say which with --user.`);
  }
  return first;
}
