import { pathToFileURL } from "node:url";
import type { Signer } from "@countersign/crypto-core";
import type { Arguments, OptionSpec } from "../command.js";
import { CliError, UsageError } from "../errors.js";
import type { Io } from "../io.js";
import { readSecret } from "../options.js";
import { importSignerFile } from "../read-signer.js";

/** A signer that may hold a session with an HSM, which keeps the program from ending. */
export interface OpenSigner extends Signer {
  close?(): Promise<void> | void;
}

export const signerOption: OptionSpec = {
  value: "MODULE",
  summary: "the key is in an HSM or key service: an ES module that exports createSigner()",
};

/**
 * Runs something with the key of a module or of a file, and lets go of the key.
 *
 * @param keyFile used where --signer is not given; opened with --passphrase-env or --passphrase-file.
 */
export async function withSigner<T>(
  args: Arguments,
  io: Io,
  keyFile: string | undefined,
  use: (signer: OpenSigner) => Promise<T>,
): Promise<T> {
  const signer = await open(args, io, keyFile);
  try {
    return await use(signer);
  } finally {
    await signer.close?.();
  }
}

/** The same with the signer that --signer names, or without any. */
export async function withOptionalSigner<T>(
  args: Arguments,
  io: Io,
  use: (signer: OpenSigner | undefined) => Promise<T>,
): Promise<T> {
  return args.optional("signer") === undefined
    ? await use(undefined)
    : await withSigner(args, io, undefined, use);
}

async function open(args: Arguments, io: Io, keyFile: string | undefined): Promise<OpenSigner> {
  const module = args.optional("signer");
  if (module !== undefined) return await loadSigner(module, io);
  if (keyFile !== undefined)
    return await importSignerFile(keyFile, await readSecret(args, io, "passphrase"), io);
  throw new UsageError("The profile's key is not in a file: give --signer MODULE, the module that opens it.");
}

/**
 * Loads a signer from an ES module. The module is named on the command line and nowhere else: a folder that somebody
 * sent must not be able to run anything.
 *
 * @throws CliError with `ERR_SIGNER_MODULE`.
 */
export async function loadSigner(file: string, io: Io): Promise<OpenSigner> {
  const { createSigner } = await importModule(file, io);
  if (typeof createSigner !== "function") {
    throw new CliError("ERR_SIGNER_MODULE", `${file}: it exports no function createSigner().`);
  }
  const signer: Partial<OpenSigner> | undefined = await createSigner();
  if (typeof signer?.sign === "function" && signer.publicKey instanceof Uint8Array)
    return signer as OpenSigner;
  throw new CliError(
    "ERR_SIGNER_MODULE",
    `${file}: what createSigner() gives is no signer with sign() and publicKey, the public key as SubjectPublicKeyInfo (DER).`,
  );
}

async function importModule(file: string, io: Io): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await import(pathToFileURL(io.resolve(file)).href);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new CliError("ERR_SIGNER_MODULE", `${file}: the module cannot be loaded: ${why}`, { cause });
  }
}
