import { explainSignature } from "@countersign/crypto-core";
import type { Command } from "../command.js";
import { toOutcome } from "../explanation.js";
import { certOption, readKnownKeys } from "../http-key.js";
import { findScheme, readMessage } from "../http-message.js";
import { profileOptions, readProfile } from "../http-profile.js";
import { readNames } from "../options.js";
import type { RawMessage } from "../raw-message.js";

export const httpExplain: Command = {
  name: "http explain",
  summary: "tell why the signature of an HTTP message does not verify",
  operands: ["MESSAGE"],
  options: {
    cert: certOption,
    required: { value: "NAMES", summary: 'what has to be signed: "(request-target) digest"' },
    ...profileOptions,
  },
  notes: "No clock is consulted.",
  example: "countersign http explain --cert certificate.pem request.http",
  async run(args, io) {
    const keys = await readKnownKeys(args, io);
    const { message } = await readMessage(args, io);
    const carrier = findScheme(args, message);
    const keyId = findKeyId(message, carrier);
    const { verifier, certificate } = (keyId && keys.find(keyId)) || keys.first;
    const explanation = await explainSignature({
      message,
      verifier,
      ...(certificate && { certificate }),
      profile: readProfile(args),
      requiredHeaders: readNames(args.optional("required")),
      carrier,
      unsafeIgnoreDigest: args.flag("ignore-digest"),
    });
    return toOutcome(explanation);
  },
};

/** The keyId as far as it can be made out: the header may be just what is wrong. */
function findKeyId({ headers }: RawMessage, carrier: string): string | undefined {
  const value = headers.find(([name]) => name.toLowerCase() === carrier)?.[1] ?? "";
  return /keyid[ \t]*=[ \t]*"([^"]*)"/i.exec(value)?.[1];
}
