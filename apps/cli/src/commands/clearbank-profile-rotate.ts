import { join } from "node:path";
import { parseCertificateRequest } from "@countersign/crypto-core";
import { makeKey } from "../clearbank/make-key.js";
import { bitsOption, readBits } from "../clearbank/options.js";
import { keyFiles, type Profile, type ProfileKey, readProfile, writeProfile } from "../clearbank/profile.js";
import { signerOption, withOptionalSigner } from "../clearbank/signer-module.js";
import type { Arguments, Command, Outcome } from "../command.js";
import { about, CliError } from "../errors.js";
import type { Io } from "../io.js";
import { readSecret, secretNames, secretOptions } from "../options.js";

export const clearbankProfileRotate: Command = {
  name: "clearbank profile rotate",
  summary: "make the next key of a profile beside the current one, and later change over to it, or not",
  operands: ["DIR"],
  options: {
    confirm: {
      summary: "the next key becomes the current one: the portal has its token, and everything uses it",
    },
    abort: { summary: "the current key stays, and the next one goes" },
    bits: bitsOption,
    ...secretOptions("passphrase", "the new key's file, which is encrypted with it"),
    signer: signerOption,
  },
  atMostOne: [["confirm", "abort", "signer", "bits"], secretNames("passphrase")],
  notes:
    "Until it is confirmed, both keys are there. ClearBank takes a request only with the key of the request that its token was made with: change token and key at the same moment. An acknowledgement of a webhook may be signed with the key of any request that was uploaded.\nNo key is deleted: what is no longer used goes into DIR/retired, for you to delete.",
  example: "countersign clearbank profile rotate profile",
  async run(args, io) {
    const [folder = ""] = args.operands;
    const profile = await readProfile(folder, io);
    if (args.flag("confirm")) return await confirm(folder, profile, io);
    if (args.flag("abort")) return await abort(folder, profile, io);
    return await begin(folder, profile, args, io);
  },
};

async function begin(folder: string, profile: Profile, args: Arguments, io: Io): Promise<Outcome> {
  const { current, next: unconfirmed, keysMade } = profile;
  if (unconfirmed) {
    throw new CliError(
      "ERR_PROFILE_STATE",
      `A rotation to ${unconfirmed.name} is under way: end it with --confirm or --abort.`,
    );
  }
  const { csr } = keyFiles(folder, current);
  const bytes = await io.read(csr);
  const request = await about(csr, () => parseCertificateRequest(bytes));
  const passphrase = await readSecret(args, io, "passphrase");
  const { made, files } = await withOptionalSigner(args, io, (signer) => {
    if (signer?.publicKey && Buffer.compare(signer.publicKey, request.publicKey) === 0) {
      throw new CliError(
        "ERR_PROFILE_STATE",
        `The signer has the key of ${current.name} still: make a new key where the signer finds it.`,
      );
    }
    const key = { subject: request.subject, modulusLength: readBits(args), passphrase, signer };
    return makeKey({ ...profile, ...key, folder, number: keysMade + 1, isNext: true }, io);
  });
  await writeProfile(folder, { ...profile, keysMade: keysMade + 1, next: made }, io);
  return {
    text: `Wrote the next request ${files.csr}${made.isInFile ? `, and its private key ${files.key}` : ""}. ${current.name} stays in use.\n${files.note} says what to do now.`,
    json: { current: current.name, next: made.name, request: files.csr, note: files.note },
  };
}

async function confirm(folder: string, profile: Profile, io: Io): Promise<Outcome> {
  const next = requireNext(profile);
  if (!next.token) {
    throw new CliError(
      "ERR_PROFILE_STATE",
      `No token is noted for ${next.name}: generate one with its request in the portal, try it with "clearbank doctor --next", and note its end with "clearbank profile token --next".`,
    );
  }
  const { current, environment, allowFileKeyInProduction, keysMade } = profile;
  // The profile first: it alone says which key is current, so that a crash in between leaves nothing half done.
  await writeProfile(folder, { environment, allowFileKeyInProduction, keysMade, current: next }, io);
  const retired = await retire(folder, current, io);
  return {
    text: `${next.name} is the current key. ${current.name} is in ${retired}: delete its token in the portal, then the files.`,
    json: { current: next.name, retired: current.name, folder: retired },
  };
}

async function abort(folder: string, profile: Profile, io: Io): Promise<Outcome> {
  const next = requireNext(profile);
  const { current, environment, allowFileKeyInProduction, keysMade } = profile;
  await writeProfile(folder, { environment, allowFileKeyInProduction, keysMade, current }, io);
  const retired = await retire(folder, next, io);
  return {
    text: `${current.name} stays the current key. ${next.name} is in ${retired}: delete its token in the portal, if there is one, then the files.`,
    json: { current: current.name, retired: next.name, folder: retired },
  };
}

function requireNext({ next }: Profile): ProfileKey {
  if (next) return next;
  throw new CliError(
    "ERR_PROFILE_STATE",
    "No rotation is under way: without --confirm and --abort, one begins.",
  );
}

async function retire(folder: string, key: ProfileKey, io: Io): Promise<string> {
  const retired = join(folder, "retired");
  const from = keyFiles(folder, key);
  const to = keyFiles(retired, key);
  for (const file of ["key", "csr", "note"] as const) await io.move(from[file], to[file]);
  return retired;
}
