import { createPublicKey, type KeyObject } from "node:crypto";
import { nullValue, objectIdentifier, octetString, sequence } from "../asn1/der-writer.js";
import { sha256 } from "../digest/sha256.js";
import { isPssEncoded } from "./pss-encoding.js";

/** What an RSA signature turns out to hold, once the public key has opened it. */
export type RecoveredBlock =
  /** PKCS#1 v1.5, as it should be; the hash may still be another one than SHA-256. */
  | {
      readonly kind: "digest-info";
      readonly hash: string;
      readonly value: Uint8Array;
      readonly exact: boolean;
    }
  /** PKCS#1 v1.5 padding, or none, around something that is not a DigestInfo. */
  | { readonly kind: "bare"; readonly value: Uint8Array }
  | { readonly kind: "pss" }
  /** Noise: another key, or a signature that was altered. */
  | { readonly kind: "unreadable"; readonly signatureLength: number; readonly keyLength: number };

/** Hashes that signatures are found with, with the object identifiers and lengths in bytes of their values. */
const hashes = [
  ["SHA-256", "2.16.840.1.101.3.4.2.1", 32],
  ["SHA-1", "1.3.14.3.2.26", 20],
  ["SHA-512", "2.16.840.1.101.3.4.2.3", 64],
  ["SHA-384", "2.16.840.1.101.3.4.2.2", 48],
  ["SHA-224", "2.16.840.1.101.3.4.2.4", 28],
  ["MD5", "1.2.840.113549.2.5", 16],
] as const;

/**
 * Opens a signature with the public key. That tells mistakes of the RSA operation apart at once, and gives the hash
 * that was signed, so that whatever may have been signed needs only be hashed and compared.
 *
 * @see RFC 8017 sections 8.2.2 and 9.2
 */
export function recoverBlock(publicKey: Uint8Array, signature: Uint8Array): RecoveredBlock {
  const key = readKey(publicKey);
  const bits = modulusBits(key);
  const block = openBlock(key, signature);
  const payload = block && unpad(block);
  if (payload) return readDigestInfo(payload) ?? { kind: "bare", value: payload };
  if (block && isPssEncoded(block, bits)) return { kind: "pss" };
  return { kind: "unreadable", signatureLength: signature.length, keyLength: Math.ceil(bits / 8) };
}

/** How many bytes each signature of this key has. */
export function signatureLength(publicKey: Uint8Array): number {
  return Math.ceil(modulusBits(readKey(publicKey)) / 8);
}

/** Whether the signature is of these bytes, hashed with SHA-256. */
export function isSignedOver(block: RecoveredBlock, bytes: string | Uint8Array): boolean {
  if (block.kind !== "digest-info" || block.hash !== "SHA-256") return false;
  return Buffer.compare(block.value, sha256(toBytes(bytes))) === 0;
}

/** A signature base has one byte per character. */
export function toBytes(text: string | Uint8Array): Uint8Array {
  return typeof text === "string" ? Buffer.from(text, "latin1") : text;
}

function readKey(publicKey: Uint8Array): KeyObject {
  return createPublicKey({ key: Buffer.from(publicKey), format: "der", type: "spki" });
}

function modulusBits(key: KeyObject): number {
  return key.asymmetricKeyDetails?.modulusLength ?? 0;
}

/** RSAVP1 of RFC 8017 section 5.2.2. By itself, since not every runtime decrypts with a public key and no padding. */
function openBlock(key: KeyObject, signature: Uint8Array): Uint8Array | undefined {
  const { n = "", e = "" } = key.export({ format: "jwk" });
  const modulus = toInteger(Buffer.from(n, "base64url"));
  const value = toInteger(signature);
  const length = Math.ceil(modulusBits(key) / 8);
  if (signature.length !== length || value >= modulus) return undefined;
  const opened = power(value, toInteger(Buffer.from(e, "base64url")), modulus);
  return Buffer.from(opened.toString(16).padStart(2 * length, "0"), "hex");
}

function toInteger(bytes: Uint8Array): bigint {
  return BigInt(`0x0${Buffer.from(bytes).toString("hex")}`);
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === "1") result = (result * base) % modulus;
  }
  return result;
}

/** What stands behind 00 01 FF … FF 00, or behind nothing but zeros, where no padding was used at all. */
function unpad(block: Uint8Array): Uint8Array | undefined {
  const isPadded = block[0] === 0 && block[1] === 1;
  const filler = isPadded ? 0xff : 0;
  const start = isPadded ? 2 : 0;
  let end = start;
  while (block[end] === filler) end++;
  if (end - start < 8) return undefined;
  if (!isPadded) return block.subarray(end);
  return block[end] === 0 ? block.subarray(end + 1) : undefined;
}

function readDigestInfo(payload: Uint8Array): RecoveredBlock | undefined {
  for (const [hash, identifier, length] of hashes) {
    const value = payload.subarray(-length);
    const oid = objectIdentifier(identifier);
    const encodings = [sequence(oid, nullValue()), sequence(oid)].map((id) =>
      sequence(id, octetString(value)),
    );
    const found = encodings.findIndex((encoding) => Buffer.compare(encoding, payload) === 0);
    // Without the NULL, which RFC 8017 demands for these hashes, verifiers refuse it.
    if (found >= 0) return { kind: "digest-info", hash, value, exact: found === 0 };
  }
  return undefined;
}
