import { join } from "node:path";
import { CliError } from "../errors.js";
import type { Io } from "../io.js";

/** An authentication profile at ClearBank, as its folder keeps it: no secret is in it. */
export interface Profile {
  readonly environment: Environment;
  /** Whether a key in a file was chosen for production all the same. */
  readonly allowFileKeyInProduction: boolean;
  /** How many keys it has had: the next one's number is one more. */
  readonly keysMade: number;
  /** The key of the token in use. */
  readonly current: ProfileKey;
  /** The key that takes over once its token is in use. */
  readonly next?: ProfileKey;
}

export type Environment = "simulation" | "production";

export const environments: readonly Environment[] = ["simulation", "production"];

/** A key, the certificate request (CSR) that was made with it, and what is known of the token made with that. */
export interface ProfileKey {
  /** Its files are `NAME.csr`, `NAME.md` and, where the key is in a file, `NAME.key`. */
  readonly name: string;
  /** Where it is not, an HSM or a key service has it. */
  readonly isInFile: boolean;
  readonly createdAt: string;
  readonly token?: TokenDates;
}

export interface TokenDates {
  readonly createdAt: string;
  readonly expiresAt: string;
}

export const profileFile = "profile.json";

/** Where the files of a key are; the note says what to do with the request in the portal. */
export function keyFiles(folder: string, { name }: Pick<ProfileKey, "name">): KeyFiles {
  return {
    key: join(folder, `${name}.key`),
    csr: join(folder, `${name}.csr`),
    note: join(folder, `${name}.md`),
  };
}

export interface KeyFiles {
  readonly key: string;
  readonly csr: string;
  readonly note: string;
}

/** The current key, or the next one where --next asks for it. */
export function chooseKey({ current, next }: Profile, isNext: boolean): ProfileKey {
  if (!isNext) return current;
  if (next) return next;
  throw new CliError(
    "ERR_PROFILE_STATE",
    'The profile has no next key; "clearbank profile rotate" makes one.',
  );
}

/** @throws CliError where the folder has no profile, or one that was not written here. */
export async function readProfile(folder: string, io: Io): Promise<Profile> {
  const file = join(folder, profileFile);
  const text = Buffer.from(await io.read(file)).toString("utf8");
  try {
    const value: unknown = JSON.parse(text);
    if (isProfile(value)) return value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new CliError(
    "ERR_PROFILE_MALFORMED",
    `${file}: this is not what "clearbank profile new" writes; restore it, or make the profile again in another folder.`,
  );
}

export async function writeProfile(folder: string, profile: Profile, io: Io, force = true): Promise<void> {
  await io.write(join(folder, profileFile), `${JSON.stringify(profile, undefined, 2)}\n`, { force });
}

function isProfile(value: unknown): value is Profile {
  const { environment, allowFileKeyInProduction, keysMade, current, next } = members(value);
  return (
    environments.some((each) => each === environment) &&
    typeof allowFileKeyInProduction === "boolean" &&
    Number.isSafeInteger(keysMade) &&
    isKey(current) &&
    (next === undefined || isKey(next))
  );
}

function isKey(value: unknown): value is ProfileKey {
  const { name, isInFile, createdAt, token } = members(value);
  return (
    // It becomes part of a path.
    typeof name === "string" &&
    /^clearbank-\d+$/.test(name) &&
    typeof isInFile === "boolean" &&
    isTime(createdAt) &&
    (token === undefined || (isTime(members(token).createdAt) && isTime(members(token).expiresAt)))
  );
}

function isTime(value: unknown): boolean {
  return typeof value === "string" && !Number.isNaN(Date.parse(value));
}

function members(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
