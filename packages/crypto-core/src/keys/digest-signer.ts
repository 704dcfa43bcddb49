import type { KeyObject } from "node:crypto";
import { sha256 } from "../digest/sha256.js";
import { toSpki } from "./rsa-public-key.js";
import type { Signer } from "./signer.js";

/** A signer over a key that is elsewhere, to which only hashes are sent: a message is hashed here. */
export function digestSigner(
  publicKey: KeyObject,
  signDigest: Required<Signer>["signDigest"],
): Required<Signer> {
  return {
    algorithm: "rsa-v1_5-sha256",
    publicKey: toSpki(publicKey),
    isKeyFromFile: false,
    async sign(message, options) {
      return signDigest(sha256(message), options);
    },
    signDigest,
  };
}
