import { readText } from "../authorities.js";
import { checkFiles } from "../clearstream/check-files.js";
import { type CredentialFolder, readCredentialFolder } from "../clearstream/credential-folder.js";
import { atMostOneSecret, fileOptions } from "../clearstream/options.js";
import type { Command } from "../command.js";
import { type Finding, failed, ok, startDiagnosis } from "../doctor/step.js";
import { about } from "../errors.js";
import type { Io } from "../io.js";

/** From so many days on, the answer is no. */
const renewalDays = 30;

export const clearstreamCredentialsCheck: Command = {
  name: "clearstream credentials check",
  summary: "tell whether an API consumer's files belong together, are valid, and how long they last",
  operands: ["DIR"],
  options: {
    "client-ca": {
      value: "FILE",
      summary: "client-cert-cacerts.pem: check that the certificates come from there",
    },
    ...fileOptions,
  },
  atMostOne: atMostOneSecret,
  notes: `Exit code 1: something is not as it should be, or a certificate ends within ${renewalDays} days. Nothing is sent: "clearstream doctor" tries the files at Clearstream.`,
  example: "countersign clearstream credentials check keystores --client-ca client-cert-cacerts.pem",
  async run(args, io) {
    const [folder = ""] = args.operands;
    const files = await readCredentialFolder(folder, args, io);
    const clientCa = await readClientCa(args.optional("client-ca"), io);
    const { steps, tell } = startDiagnosis(io);
    const { credentials } = await checkFiles(files, clientCa, io, tell);
    tell(await checkPermissions(files, io));
    const bad = steps.filter(({ result }) => result === "failed").map(({ message }) => message);
    const { credentialWarnings } = await import("@countersign/clearstream");
    const warnings = credentials ? credentialWarnings(credentials, io.now()) : [];
    const due = warnings.filter(({ daysLeft }) => daysLeft < renewalDays).map(({ message }) => message);
    const certificate = credentials?.identity.certificate;
    const json = {
      userId: files.userId,
      ...(certificate && { notBefore: certificate.notBefore, notAfter: certificate.notAfter }),
      expiry: warnings.map(({ type, reached, daysLeft, expiresAt }) => ({
        type,
        reached,
        daysLeft,
        expiresAt,
      })),
      steps,
    };
    if (bad.length + due.length === 0) return { text: "They are as they should be.", json };
    const message = [...bad, ...due].join(" ");
    const text = bad.length > 0 ? "They are not as they should be." : "It is time for new credentials.";
    return { exitCode: 1, text, json: { code: "ERR_CLEARSTREAM_CREDENTIALS", message, ...json } };
  },
};

async function readClientCa(file: string | undefined, io: Io): Promise<string | undefined> {
  if (file === undefined) return undefined;
  const { parseCertificates } = await import("@countersign/crypto-core");
  const pem = await readText(file, io);
  await about(file, () => parseCertificates(pem));
  return pem;
}

async function checkPermissions({ ssl, signing }: CredentialFolder, io: Io): Promise<Finding> {
  const open: string[] = [];
  for (const { path } of signing ? [ssl, signing] : [ssl]) {
    if (((await io.mode(path)) & 0o077) !== 0) open.push(path);
  }
  // Windows has no such permissions, and shows others that say nothing.
  if (open.length === 0 || process.platform === "win32") {
    return ok("permissions", "Nobody but their owner can open the files with the keys.");
  }
  return failed(
    "permissions",
    `${open.join(" and ")} can be opened by others than the owner.`,
    `chmod 600 ${open.join(" ")}; where others may have read them, have an administrator make new credentials.`,
  );
}
