import { type SignatureProfile, strictProfile, worldlineServiceProfile } from "@countersign/crypto-core";
import type { Arguments, OptionSpec } from "./command.js";

const profiles: Readonly<Record<string, SignatureProfile>> = {
  strict: strictProfile,
  worldline: worldlineServiceProfile,
};

/** Options that say what a signature has to be. */
export const profileOptions: Readonly<Record<string, OptionSpec>> = {
  profile: {
    value: "NAME",
    choices: Object.keys(profiles),
    summary: "the counterpart's dialect; strict by default: draft 12 to the letter",
  },
  algorithm: {
    value: "NAME",
    isList: true,
    summary: "a label to accept in the place of the profile's, such as SHA256withRSA or hs2019",
  },
  scheme: {
    value: "NAME",
    choices: ["signature", "authorization"],
    summary: "the header with the signature; the one that there is by default",
  },
  "ignore-digest": {
    summary: "leave the body unchecked: only the headers are then known to be the signer's",
  },
};

/** The profile that the options describe. */
export function readProfile(args: Arguments): SignatureProfile {
  const profile = profiles[args.optional("profile") ?? "strict"] ?? strictProfile;
  const algorithms = args.list("algorithm");
  return algorithms.length > 0 ? { ...profile, algorithms } : profile;
}
