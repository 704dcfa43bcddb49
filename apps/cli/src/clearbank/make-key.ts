import {
  createCertificateRequest,
  generateKeyPair,
  importSigner,
  type Signer,
} from "@countersign/crypto-core";
import { encryptKey } from "../commands/key-generate.js";
import { CliError } from "../errors.js";
import type { Io } from "../io.js";
import { portalSteps } from "./portal-steps.js";
import { type KeyFiles, keyFiles, type Profile, type ProfileKey } from "./profile.js";

/** What a new key of a profile is made of. */
export interface NewKey extends Pick<Profile, "environment" | "allowFileKeyInProduction"> {
  readonly folder: string;
  readonly number: number;
  readonly isNext: boolean;
  readonly subject: string;
  /** Of a key that is made here. */
  readonly modulusLength: 2048 | 3072 | 4096;
  /** Encrypts the file of a key that is made here. */
  readonly passphrase: string | undefined;
  /** Has the key already: only the request is made. */
  readonly signer: Signer | undefined;
}

/**
 * Makes a key, unless a signer has it, and its certificate request, and writes them with a note of what to do in the
 * portal. Nothing is written before everything is made, and nothing is written over.
 *
 * @throws CliError where the key would be in a file and has to be in an HSM, or where one of the files is there.
 */
export async function makeKey(wanted: NewKey, io: Io): Promise<{ made: ProfileKey; files: KeyFiles }> {
  const { folder, number, subject, modulusLength, passphrase, signer } = wanted;
  requireHsm(wanted, signer);
  const name = `clearbank-${number}`;
  const files = keyFiles(folder, { name });
  for (const file of Object.values(files)) await requireAbsent(file, io);
  const pair = signer ? undefined : await generateKeyPair({ modulusLength });
  const csr = await createCertificateRequest({
    signer: signer ?? (await importSigner(pair?.privateKey ?? "")),
    subject,
  });
  const made = { name, isInFile: pair !== undefined, createdAt: io.now().toISOString() };
  await io.makeFolder(folder);
  if (pair) {
    const data = passphrase === undefined ? pair.privateKey : encryptKey(pair.privateKey, passphrase);
    await io.write(files.key, data, { isPrivate: true, force: false });
  }
  await io.write(files.csr, csr, { force: false });
  await io.write(files.note, portalSteps(wanted.environment, made, wanted.isNext), { force: false });
  return { made, files };
}

/** @throws CliError with `ERR_FILE_EXISTS`. */
export async function requireAbsent(file: string, io: Io): Promise<void> {
  if (!(await io.exists(file))) return;
  throw new CliError(
    "ERR_FILE_EXISTS",
    `${file}: exists already, and no profile is written over; give another folder, or make a profile's next key with "clearbank profile rotate".`,
  );
}

/**
 * Refuses a key in a file for production.
 *
 * @see ClearBank, "Create your authentication profile"
 */
function requireHsm(
  { environment, allowFileKeyInProduction }: Pick<Profile, "environment" | "allowFileKeyInProduction">,
  signer: Signer | undefined,
): void {
  const isInFile = !signer || signer.isKeyFromFile === true;
  if (environment !== "production" || !isInFile || allowFileKeyInProduction) return;
  throw new CliError(
    "ERR_KEY_NOT_IN_HSM",
    "ClearBank wants production keys in a FIPS 140-2 level 2 HSM: give --signer MODULE, which opens the key there; or make the profile with --allow-file-key-in-production, if you answer for a key in a file.",
  );
}
