import { generateKeyPairSync } from "node:crypto";

/** An RSA key that is made for one test file, as PEM. */
export function makeRsaKey(modulusLength = 2048): {
  readonly privateKey: string;
  readonly publicKey: string;
} {
  return generateKeyPairSync("rsa", {
    modulusLength,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}
