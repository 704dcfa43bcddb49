import { readPkcs12 } from "@countersign/crypto-core";
import type { Command } from "../command.js";
import { about, UsageError } from "../errors.js";
import {
  forceOption,
  outOption,
  readRequiredSecret,
  readSecret,
  secretNames,
  secretOptions,
} from "../options.js";
import { encryptKey } from "./key-generate.js";

export const p12Unpack: Command = {
  name: "p12 unpack",
  summary: "take private key and certificates out of a PKCS#12 file, as PEM",
  operands: ["FILE"],
  options: {
    out: { ...outOption, summary: "the file for all of it, which only its owner can read" },
    ...secretOptions("password", "the PKCS#12 file"),
    ...secretOptions("passphrase", "the new file, whose key is encrypted with it"),
    force: forceOption,
  },
  exactlyOne: [secretNames("password")],
  atMostOne: [secretNames("passphrase")],
  example: "countersign p12 unpack client.p12 --password-env P12_PASSWORD --out client.pem",
  async run(args, io) {
    const [file = "-"] = args.operands;
    const out = args.text("out");
    if (out === "-") throw new UsageError("A private key is written to a file only, not to standard output.");
    const password = await readRequiredSecret(args, io, "password");
    const passphrase = await readSecret(args, io, "passphrase");
    const bytes = await io.read(file);
    const { privateKey, certificates, friendlyName, warnings } = await about(file, () =>
      readPkcs12(bytes, { password }),
    );
    const key =
      privateKey === undefined || passphrase === undefined ? privateKey : encryptKey(privateKey, passphrase);
    const pem = [...(key === undefined ? [] : [key]), ...certificates.map((certificate) => certificate.pem)];
    await io.write(out, pem.join(""), { isPrivate: true, force: args.flag("force") });
    const subjects = certificates.map(({ subject }) => subject);
    const what = `${key === undefined ? "no private key" : "the private key"} and ${subjects.length === 1 ? "1 certificate" : `${subjects.length} certificates`}`;
    return {
      text: `Wrote ${what} to ${out}.`,
      json: { file: out, hasPrivateKey: key !== undefined, subjects, friendlyName },
      warnings,
    };
  },
};
