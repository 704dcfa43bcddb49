import type { Arguments, OptionSpec } from "./command.js";
import { UsageError } from "./errors.js";
import type { Io } from "./io.js";

/** Options that several commands have. */
export const keyOption: OptionSpec = {
  value: "FILE",
  summary: "the private key: PKCS#8 or PKCS#1, PEM or DER, encrypted or not",
  isRequired: true,
};

export const outOption: OptionSpec = { value: "FILE", summary: "the file to write", isRequired: true };

/** See `readAuthorities`. */
export const caOption: OptionSpec = {
  value: "FILE",
  summary: "the authorities to trust, PEM, instead of the system's",
};

export const forceOption: OptionSpec = { summary: "replace the file if it exists" };

type Secret = "passphrase" | "password" | "secret" | "token";

/** The two ways to give a secret: both keep it out of the list of processes and of the shell's history. */
export function secretOptions(name: Secret, of: string): Record<string, OptionSpec> {
  return {
    [`${name}-env`]: { value: "NAME", summary: `the environment variable that holds the ${name} of ${of}` },
    [`${name}-file`]: {
      value: "FILE",
      summary: `the file that holds it; a newline at its end does not count`,
    },
  };
}

/** The names of those options, of which one is given. */
export function secretNames(name: Secret): string[] {
  return [`${name}-env`, `${name}-file`];
}

/**
 * The secret; undefined where neither option was given.
 *
 * @throws UsageError where it is empty. What was given as a name is not repeated: it may be the secret itself.
 */
export async function readSecret(args: Arguments, io: Io, name: Secret): Promise<string | undefined> {
  const variable = args.optional(`${name}-env`);
  if (variable !== undefined) {
    const value = Object.hasOwn(io.env, variable) ? io.env[variable] : undefined;
    if (!value)
      throw new UsageError(`The environment variable that --${name}-env names is not set, or empty.`);
    return value;
  }
  const file = args.optional(`${name}-file`);
  if (file === undefined) return undefined;
  const text = Buffer.from(await io.read(file))
    .toString("utf8")
    .replace(/\r?\n$/, "");
  if (text === "") throw new UsageError(`The file that --${name}-file names is empty.`);
  return text;
}

/** The secret of a command that cannot do without. */
export async function readRequiredSecret(args: Arguments, io: Io, name: Secret): Promise<string> {
  const secret = await readSecret(args, io, name);
  if (secret === undefined) throw new UsageError(`--${name}-env or --${name}-file is missing.`);
  return secret;
}

/** @throws UsageError where it is not a whole number from `min` to `max`. */
export function readInteger(name: string, text: string, min: number, max: number): number {
  const value = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= min && value <= max) return value;
  throw new UsageError(`--${name} is a whole number from ${min} to ${max}.`);
}

/** Names with blanks between. */
export function readNames(text: string | undefined): string[] {
  return (text ?? "").split(/\s+/).filter((name) => name !== "");
}

export const publicKeyOption: OptionSpec = {
  value: "FILE",
  summary: "the signer's public key or certificate, PEM or DER",
  isRequired: true,
};

export const signatureOption: OptionSpec = {
  value: "BASE64",
  summary: "the signature, standard base64 with padding",
  isRequired: true,
};
