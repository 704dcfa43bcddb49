import { createPrivateKey } from "node:crypto";
import { generateKeyPair } from "@countersign/crypto-core";
import type { Command } from "../command.js";
import { UsageError } from "../errors.js";
import { forceOption, outOption, readSecret, secretNames, secretOptions } from "../options.js";

const sizes = { "2048": 2048, "3072": 3072, "4096": 4096 } as const;

export const keyGenerate: Command = {
  name: "key generate",
  summary: "make an RSA key pair; print the public key",
  operands: [],
  options: {
    bits: { value: "N", choices: Object.keys(sizes), summary: "the size of the key; 2048 by default" },
    out: { ...outOption, summary: "the file for the private key (PKCS#8), which only its owner can read" },
    ...secretOptions("passphrase", "the new file, which is encrypted with it"),
    force: forceOption,
  },
  atMostOne: [secretNames("passphrase")],
  example: "countersign key generate --out private.key > public.pem",
  async run(args, io) {
    const out = args.text("out");
    if (out === "-") throw new UsageError("A private key is written to a file only, not to standard output.");
    const modulusLength = sizes[(args.optional("bits") ?? "2048") as keyof typeof sizes];
    const passphrase = await readSecret(args, io, "passphrase");
    const { privateKey, publicKey } = await generateKeyPair({ modulusLength });
    const data = passphrase === undefined ? privateKey : encryptKey(privateKey, passphrase);
    await io.write(out, data, { isPrivate: true, force: args.flag("force") });
    return { text: publicKey, json: { file: out, bits: modulusLength, publicKey } };
  },
};

/** PKCS#8 encrypted with PBES2 and AES-256, which openssl, Java and Node read. */
export function encryptKey(privateKey: string, passphrase: string): string {
  const options = { format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase } as const;
  return createPrivateKey(privateKey).export(options).toString();
}
