import { join } from "node:path";
import { makeKey, requireAbsent } from "../clearbank/make-key.js";
import { bitsOption, readBits } from "../clearbank/options.js";
import { type Environment, environments, profileFile, writeProfile } from "../clearbank/profile.js";
import { signerOption, withOptionalSigner } from "../clearbank/signer-module.js";
import type { Command } from "../command.js";
import { readSecret, secretNames, secretOptions } from "../options.js";
import { subjectOption } from "../subject.js";

export const clearbankProfileNew: Command = {
  name: "clearbank profile new",
  summary: "make a key and its certificate request for ClearBank, and a note of what to do in the portal",
  operands: [],
  options: {
    subject: subjectOption,
    out: { value: "DIR", summary: "the folder for the profile", isRequired: true },
    environment: {
      value: "NAME",
      choices: environments,
      summary: "where the profile is for; simulation by default",
    },
    bits: bitsOption,
    ...secretOptions("passphrase", "the key's file, which is encrypted with it"),
    signer: signerOption,
    "allow-file-key-in-production": {
      summary: "make a key in a file for production too, against ClearBank's rule",
    },
  },
  atMostOne: [["signer", "bits"], secretNames("passphrase")],
  notes:
    'DIR/profile.json has no secrets in it: later commands find there which key is which. A profile is never written over: "clearbank profile rotate" makes the next key.',
  example: 'countersign clearbank profile new --subject "CN=payments,O=Example,C=GB" --out profile',
  async run(args, io) {
    const folder = args.text("out");
    const chosen = {
      environment: (args.optional("environment") ?? "simulation") as Environment,
      allowFileKeyInProduction: args.flag("allow-file-key-in-production"),
    };
    await requireAbsent(join(folder, profileFile), io);
    const passphrase = await readSecret(args, io, "passphrase");
    const { made, files } = await withOptionalSigner(args, io, (signer) => {
      const key = { subject: args.text("subject"), modulusLength: readBits(args), passphrase, signer };
      return makeKey({ ...chosen, ...key, folder, number: 1, isNext: false }, io);
    });
    await writeProfile(folder, { ...chosen, keysMade: 1, current: made }, io, false);
    const { key, csr, note } = files;
    return {
      text: `${made.isInFile ? `Wrote the private key ${key}, and its` : "Wrote the signer's"} request ${csr}.\n${note} says what to do with it in the portal.`,
      json: { folder, environment: chosen.environment, request: csr, ...(made.isInFile && { key }), note },
    };
  },
};
