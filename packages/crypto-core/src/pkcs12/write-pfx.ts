import { createCipheriv } from "node:crypto";
import {
  contextConstructed,
  contextPrimitive,
  nullValue,
  objectIdentifier,
  octetString,
  sequence,
  unsignedInteger,
} from "../asn1/der-writer.js";
import { oid } from "../asn1/oids.js";
import { type RandomSource, randomBytes } from "../x509/random-source.js";
import { IterationBudget } from "./iteration-budget.js";
import { deriveWithPbkdf2 } from "./key-derivation.js";
import { computeMac } from "./mac.js";
import { checkNewPassword } from "./password.js";

/** How a new file is protected. */
export interface Pkcs12Protection {
  /** Printable ASCII, at least one character: Java cannot open files with other passwords. */
  readonly password: string;
  /** Rounds of each key derivation, 1,000 to 5,000,000 (Java's limit). 100,000 by default. */
  readonly iterations?: number;
  /** Where salts and initialisation vectors come from; `crypto.getRandomValues` by default. */
  readonly getRandomValues?: RandomSource;
}

/** Ten times Java's, fifty times openssl's; a fifth of a second here, less in either of them. */
const defaultIterations = 100_000;
const saltLength = 16;

/** @throws TypeError, or {@link CertificateError} with `ERR_PKCS12_PASSWORD`. */
export function checkProtection({ password, iterations = defaultIterations }: Pkcs12Protection): void {
  checkNewPassword(password);
  if (!Number.isInteger(iterations) || iterations < 1_000 || iterations > 5_000_000) {
    throw new TypeError(`iterations must be a whole number from 1,000 to 5,000,000, not ${iterations}`);
  }
}

/** EncryptedPrivateKeyInfo (RFC 5958 section 3). */
export async function encryptedPrivateKey(
  pkcs8: Uint8Array,
  protection: Pkcs12Protection,
): Promise<Uint8Array> {
  const { algorithm, ciphertext } = await encrypt(pkcs8, protection);
  return sequence(algorithm, octetString(ciphertext));
}

/** A part of the file that is not encrypted itself: what is inside may be. */
export function plainSafe(...bags: readonly Uint8Array[]): Uint8Array {
  return contentInfo(oid.data, octetString(sequence(...bags)));
}

/** A part of the file that is encrypted as a whole (RFC 7292 section 4.1, step 2b). */
export async function encryptedSafe(
  bags: readonly Uint8Array[],
  protection: Pkcs12Protection,
): Promise<Uint8Array> {
  const { algorithm, ciphertext } = await encrypt(sequence(...bags), protection);
  const info = sequence(objectIdentifier(oid.data), algorithm, contextPrimitive(0, ciphertext));
  return contentInfo(oid.encryptedData, sequence(unsignedInteger(0), info));
}

/** The whole file, with a MAC over its parts (RFC 7292 section 4). */
export async function encodePfx(
  safes: readonly Uint8Array[],
  protection: Pkcs12Protection,
): Promise<Uint8Array> {
  const { password, iterations = defaultIterations, getRandomValues } = protection;
  const content = sequence(...safes);
  const salt = randomBytes(saltLength, getRandomValues);
  const derivation = { hash: "sha256", salt, iterations };
  const mac = await computeMac({ hash: "sha256", derivation }, content, password, new IterationBudget());
  const digestInfo = sequence(sequence(objectIdentifier(oid.sha256), nullValue()), octetString(mac));
  const macData = sequence(digestInfo, octetString(salt), unsignedInteger(iterations));
  return sequence(unsignedInteger(3), contentInfo(oid.data, octetString(content)), macData);
}

/** PBES2 with PBKDF2, HMAC-SHA256 and AES-256-CBC (RFC 8018 section 6.2). */
async function encrypt(
  plaintext: Uint8Array,
  { password, iterations = defaultIterations, getRandomValues }: Pkcs12Protection,
): Promise<{ algorithm: Uint8Array; ciphertext: Uint8Array }> {
  const salt = randomBytes(saltLength, getRandomValues);
  const iv = randomBytes(16, getRandomValues);
  const key = await deriveWithPbkdf2(
    { hash: "sha256", salt, iterations },
    password,
    32,
    new IterationBudget(),
  );
  const cipher = createCipheriv("aes-256-cbc", key, iv);
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  const prf = sequence(objectIdentifier(oid.hmacWithSHA256), nullValue());
  const pbkdf2 = sequence(
    objectIdentifier(oid.pbkdf2),
    sequence(octetString(salt), unsignedInteger(iterations), prf),
  );
  const aes = sequence(objectIdentifier(oid.aes256Cbc), octetString(iv));
  return { algorithm: sequence(objectIdentifier(oid.pbes2), sequence(pbkdf2, aes)), ciphertext };
}

function contentInfo(type: string, content: Uint8Array): Uint8Array {
  return sequence(objectIdentifier(type), contextConstructed(0, content));
}
