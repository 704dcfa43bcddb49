import { encodeBase64 } from "@countersign/crypto-core";
import type { Command } from "../command.js";
import { keyOption, secretNames, secretOptions } from "../options.js";
import { readSigner } from "../read-signer.js";

export const bodySign: Command = {
  name: "body sign",
  summary: "sign the bytes of a file, as ClearBank's DigitalSignature is; print base64",
  operands: ["FILE"],
  options: { key: keyOption, ...secretOptions("passphrase", "the key") },
  atMostOne: [secretNames("passphrase")],
  notes: "The signature is RSASSA-PKCS1-v1_5 with SHA-256. A newline at the end of the file is signed too.",
  example: "countersign body sign --key private.key body.json",
  async run(args, io) {
    const [file = "-"] = args.operands;
    const signer = await readSigner(args, io);
    const signature = encodeBase64(await signer.sign(await io.read(file)));
    return { text: signature, json: { signature } };
  },
};
