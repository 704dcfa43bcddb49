import { explainBodySignature, importVerifier } from "@countersign/crypto-core";
import type { Command } from "../command.js";
import { about } from "../errors.js";
import { toOutcome } from "../explanation.js";
import { publicKeyOption, signatureOption } from "../options.js";

export const bodyExplain: Command = {
  name: "body explain",
  summary: "tell why a signature over the bytes of a file does not verify",
  operands: ["FILE"],
  options: { "public-key": publicKeyOption, signature: signatureOption },
  example: 'countersign body explain --public-key public.pem --signature "$SIGNATURE" body.json',
  async run(args, io) {
    const [file = "-"] = args.operands;
    const keyFile = args.text("public-key");
    const key = await io.read(keyFile);
    const verifier = await about(keyFile, () => importVerifier(key));
    const body = await io.read(file);
    return toOutcome(await explainBodySignature({ body, signature: args.text("signature"), verifier }));
  },
};
