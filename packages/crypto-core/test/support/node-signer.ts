import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from "node:crypto";
import type { SignerWithPublicKey } from "../../src/x509/signed.js";

/** A key pair and a signer for it that is made of nothing but node:crypto. */
export interface NodeSigner extends SignerWithPublicKey {
  /** PKCS#8. */
  readonly privateKey: string;
}

/** Generating takes about 100 ms: share one per file where the key does not matter. */
export function generateNodeSigner(modulusLength = 2048): NodeSigner {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength });
  return nodeSigner(privateKey.export({ format: "pem", type: "pkcs8" }).toString());
}

/** A signer for an RSA key in PEM. */
export function nodeSigner(privateKey: string): NodeSigner {
  const key = createPrivateKey(privateKey);
  return {
    algorithm: "rsa-v1_5-sha256",
    privateKey,
    publicKey: createPublicKey(key).export({ format: "der", type: "spki" }),
    sign: async (message) => sign("sha256", message, key),
  };
}
