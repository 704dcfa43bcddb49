import type { CertificateRequest } from "@countersign/crypto-core";
import type { Arguments } from "../command.js";
import type { Io } from "../io.js";
import { checkRequest } from "./check-request.js";
import { checkSigner, explainKeyError } from "./check-signer.js";
import type { Finding } from "./finding.js";
import { keyFiles, type Profile, type ProfileKey } from "./profile.js";
import { withSigner } from "./signer-module.js";
import { daysLeft, renewalDays } from "./token-dates.js";

/** What was found about one key of a profile. */
export interface KeyReport {
  readonly key: ProfileKey;
  /** Absent where it cannot be read. */
  readonly request?: CertificateRequest;
  readonly findings: readonly Finding[];
}

/** Checks a key, its certificate request, the file that it is in, and the dates of its token. */
export async function checkKey(
  args: Arguments,
  io: Io,
  { folder, profile, key }: { readonly folder: string; readonly profile: Profile; readonly key: ProfileKey },
): Promise<KeyReport> {
  const files = keyFiles(folder, key);
  const { request, findings } = await checkRequest(files.csr, io);
  return {
    key,
    ...(request && { request }),
    findings: [
      ...findings,
      ...(await checkPrivateKey(args, io, key.isInFile ? files.key : undefined, request)),
      ...(key.isInFile ? await checkKeyFile(files.key, profile, io) : []),
      ...checkToken(key, io.now()),
    ],
  };
}

async function checkPrivateKey(
  args: Arguments,
  io: Io,
  file: string | undefined,
  request: CertificateRequest | undefined,
): Promise<readonly Finding[]> {
  try {
    return await withSigner(args, io, file, async (signer) => (request ? checkSigner(signer, request) : []));
  } catch (error) {
    if (file === undefined) throw error;
    return [explainKeyError(file, error)];
  }
}

async function checkKeyFile(file: string, profile: Profile, io: Io): Promise<Finding[]> {
  const findings: Finding[] = [];
  const isShared = (await io.exists(file)) && ((await io.mode(file)) & 0o077) !== 0;
  // Windows has no such permissions, and shows others that say nothing.
  if (isShared && process.platform !== "win32") {
    findings.push({
      code: "key-permissions",
      message: `${file} can be opened by others than its owner.`,
      remedy: `chmod 600 ${file}; where others may have read it, make a new key: "clearbank profile rotate".`,
    });
  }
  if (profile.environment === "production" && !profile.allowFileKeyInProduction) {
    findings.push({
      code: "key-in-file",
      message: "The key for production is in a file; ClearBank wants it in a FIPS 140-2 level 2 HSM.",
      remedy: 'Make a key in an HSM, and change to it: "clearbank profile rotate DIR --signer MODULE".',
    });
  }
  return findings;
}

/** A token whose dates nobody noted is no finding: there may be none yet. */
export function checkToken({ token }: ProfileKey, now: Date): Finding[] {
  if (!token) return [];
  const days = daysLeft(token, now);
  if (days >= renewalDays) return [];
  const remedy = 'Make the next key and its token: "clearbank profile rotate".';
  if (Date.parse(token.expiresAt) <= now.getTime()) {
    return [{ code: "token-expired", message: `The token expired at ${token.expiresAt}.`, remedy }];
  }
  return [
    { code: "token-ends-soon", message: `The token ends in ${days} days, at ${token.expiresAt}.`, remedy },
  ];
}
