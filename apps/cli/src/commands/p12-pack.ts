import { openPrivateKey, writePkcs12 } from "@countersign/crypto-core";
import type { Command } from "../command.js";
import { about, UsageError } from "../errors.js";
import {
  forceOption,
  keyOption,
  outOption,
  readRequiredSecret,
  readSecret,
  secretNames,
  secretOptions,
} from "../options.js";

export const p12Pack: Command = {
  name: "p12 pack",
  summary: "put a private key and its certificates into a PKCS#12 file",
  operands: [],
  options: {
    key: keyOption,
    cert: { value: "FILE", summary: "the certificate of the key", isRequired: true },
    out: outOption,
    ...secretOptions("password", "the new file"),
    chain: { value: "FILE", summary: "certificates of its issuers, in any order" },
    name: { value: "TEXT", summary: "the friendly name of the key, which Java calls its alias" },
    ...secretOptions("passphrase", "the key"),
    force: forceOption,
  },
  exactlyOne: [secretNames("password")],
  atMostOne: [secretNames("passphrase")],
  example:
    "countersign p12 pack --key private.key --cert certificate.pem --chain issuers.pem --out client.p12 --password-env P12_PASSWORD",
  async run(args, io) {
    const out = args.text("out");
    if (out === "-") throw new UsageError("A private key is written to a file only, not to standard output.");
    const password = await readRequiredSecret(args, io, "password");
    const passphrase = await readSecret(args, io, "passphrase");
    const [keyFile, certFile, chainFile] = [args.text("key"), args.text("cert"), args.optional("chain")];
    const key = await io.read(keyFile);
    const opened = await about(keyFile, () =>
      openPrivateKey(key, passphrase === undefined ? {} : { passphrase }),
    );
    const certificates = [await io.read(certFile)];
    if (chainFile !== undefined) certificates.push(await io.read(chainFile));
    const friendlyName = args.optional("name");
    const bytes = await writePkcs12({
      privateKey: opened.privateKey,
      certificates,
      password,
      ...(friendlyName !== undefined && { friendlyName }),
    });
    await io.write(out, bytes, { isPrivate: true, force: args.flag("force") });
    return { text: `Wrote the PKCS#12 file ${out}.`, json: { file: out } };
  },
};
