import { constants, createHash, type KeyObject, sign, verify } from "node:crypto";

/** RSA, PKCS#1 v1.5, SHA-256: the one signature that all three institutions use. */
export function rsaSign(data: Buffer, privateKey: KeyObject): Buffer {
  return sign("sha256", data, { key: privateKey, padding: constants.RSA_PKCS1_PADDING });
}

export function rsaVerifies(data: Buffer, signature: Buffer, publicKey: KeyObject): boolean {
  return verify("sha256", data, { key: publicKey, padding: constants.RSA_PKCS1_PADDING }, signature);
}

export function sha256(data: Buffer | string): Buffer {
  return createHash("sha256").update(data).digest();
}
