import { constants, createPrivateKey, createPublicKey, type KeyObject, privateEncrypt } from "node:crypto";
import { makeRsaKey } from "../rsa-key.js";

/** What the DER before a SHA-256 hash is, by RFC 8017; written out here, so as not to be the code under test. */
const prefix = Uint8Array.of(
  0x30,
  0x31,
  0x30,
  0x0d,
  0x06,
  0x09,
  0x60,
  0x86,
  0x48,
  0x01,
  0x65,
  0x03,
  0x04,
  0x02,
  0x01,
  0x05,
  0x00,
  0x04,
  0x20,
);

/** The side that holds the private key, as a key service does. */
export interface KeyHolder {
  readonly publicKey: KeyObject;
  readonly spki: Buffer;
  /** Signs a SHA-256 hash with RSASSA-PKCS1-v1_5. */
  sign(digest: Uint8Array): Buffer;
}

export function createKeyHolder(): KeyHolder {
  const privateKey = createPrivateKey(makeRsaKey().privateKey);
  const publicKey = createPublicKey(privateKey);
  return {
    publicKey,
    spki: publicKey.export({ format: "der", type: "spki" }),
    sign(digest) {
      const key = { key: privateKey, padding: constants.RSA_PKCS1_PADDING };
      return privateEncrypt(key, Buffer.concat([prefix, digest]));
    },
  };
}
