import { decodeBase64, importVerifier, SignatureError } from "@countersign/crypto-core";
import type { Command } from "../command.js";
import { about } from "../errors.js";
import { publicKeyOption, signatureOption } from "../options.js";

export const bodyVerify: Command = {
  name: "body verify",
  summary: "verify a signature over the bytes of a file",
  operands: ["FILE"],
  options: { "public-key": publicKeyOption, signature: signatureOption },
  example: 'countersign body verify --public-key public.pem --signature "$SIGNATURE" body.json',
  hintFor: (code) =>
    code.startsWith("ERR_SIGNATURE_") ? '"countersign body explain" tells why, where it can.' : undefined,
  async run(args, io) {
    const [file = "-"] = args.operands;
    const keyFile = args.text("public-key");
    const key = await io.read(keyFile);
    const verifier = await about(keyFile, () => importVerifier(key));
    const signature = decodeBase64(args.text("signature"));
    if (!signature) {
      throw new SignatureError(
        "ERR_SIGNATURE_MALFORMED",
        "The signature is not standard base64 with padding.",
      );
    }
    await verifier.verify(await io.read(file), signature);
    return { text: "The signature verifies.", json: {} };
  },
};
