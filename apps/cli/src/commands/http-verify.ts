import { verifyMessage } from "@countersign/crypto-core";
import type { Command } from "../command.js";
import { certOption, readKnownKeys } from "../http-key.js";
import { findScheme, readMessage } from "../http-message.js";
import { profileOptions, readProfile } from "../http-profile.js";
import { readInteger, readNames } from "../options.js";

export const httpVerify: Command = {
  name: "http verify",
  summary: "verify the signature of an HTTP message, and the digest of its body where that is signed",
  operands: ["MESSAGE"],
  options: {
    cert: certOption,
    required: { value: "NAMES", summary: 'what has to be signed: "(request-target) digest"' },
    "max-age": {
      value: "SECONDS",
      summary: "how old the signature may be by its (created) or Date; without it no clock is consulted",
    },
    ...profileOptions,
  },
  notes:
    "A keyId that is a thumbprint has to be that of a certificate in --cert; any other keyId is not looked at.\nWithout --max-age a replayed or expired signature verifies.",
  example:
    'countersign http verify --cert certificate.pem --required "date digest" --max-age 300 request.http',
  hintFor: (code) =>
    /^ERR_(?:SIGNATURE|DIGEST)_/.test(code)
      ? '"countersign http explain" tells why, where it can.'
      : undefined,
  async run(args, io) {
    const maxAge = args.optional("max-age");
    const maxAgeSeconds = maxAge === undefined ? undefined : readInteger("max-age", maxAge, 0, 1e9);
    const keys = await readKnownKeys(args, io);
    const { message } = await readMessage(args, io);
    const { keyId, headers, usedFallback } = await verifyMessage({
      message,
      resolveKey: (name) => keys.find(name)?.verifier,
      profile: readProfile(args),
      requiredHeaders: readNames(args.optional("required")),
      carrier: findScheme(args, message),
      unsafeIgnoreDigest: args.flag("ignore-digest"),
      ...(maxAgeSeconds === undefined ? { unsafeIgnoreTimes: true } : { now: io.now(), maxAgeSeconds }),
    });
    const fallback =
      "It verifies only over the profile's fixed headers, not over those that it names itself.";
    return {
      text: `The signature verifies.\nkeyId   ${keyId}\ncovers  ${headers.join(" ")}`,
      json: { keyId, headers, usedFallback },
      warnings: usedFallback ? [fallback] : [],
    };
  },
};
