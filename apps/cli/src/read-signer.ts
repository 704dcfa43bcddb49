import { importSigner, type Signer } from "@countersign/crypto-core";
import type { Arguments } from "./command.js";
import { about } from "./errors.js";
import type { Io } from "./io.js";
import { readSecret } from "./options.js";

/** The private key that --key names, opened with --passphrase-env or --passphrase-file. */
export async function readSigner(args: Arguments, io: Io): Promise<Signer> {
  return await importSignerFile(args.text("key"), await readSecret(args, io, "passphrase"), io);
}

/** The private key of a file. */
export async function importSignerFile(
  file: string,
  passphrase: string | undefined,
  io: Io,
): Promise<Signer> {
  const key = await io.read(file);
  return await about(file, () => importSigner(key, passphrase === undefined ? {} : { passphrase }));
}
