import { createPublicKey, type KeyObject } from "node:crypto";

/** An RSA public key from its two numbers, big-endian, as tokens and key services give them. */
export function rsaPublicKey(modulus: Uint8Array, publicExponent: Uint8Array): KeyObject {
  const key = { kty: "RSA", n: base64url(modulus), e: base64url(publicExponent) };
  return createPublicKey({ key, format: "jwk" });
}

/** SubjectPublicKeyInfo in DER, which is what a {@link Signer}'s `publicKey` is. */
export function toSpki(key: KeyObject): Uint8Array {
  return new Uint8Array(key.export({ format: "der", type: "spki" }));
}

function base64url(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64url");
}
