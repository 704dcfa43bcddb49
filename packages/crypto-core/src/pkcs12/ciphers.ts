import { createDecipheriv } from "node:crypto";
import { oid } from "../asn1/oids.js";
import { decryptRc2Cbc } from "./rc2.js";

/** A block cipher in CBC mode, for decryption. */
export interface Cipher {
  readonly name: string;
  /** In bytes. */
  readonly keyLength: number;
  /** Why it should not be used any more; undefined where it may. */
  readonly weakness?: string;
  /** Throws where the padding is wrong, as it is after most wrong keys. */
  readonly decrypt: (ciphertext: Uint8Array, key: Uint8Array, iv: Uint8Array) => Uint8Array;
}

/** The ciphers of PBES2 (RFC 8018 appendix B.2). */
export const pbes2Ciphers: Readonly<Record<string, Cipher>> = {
  [oid.aes128Cbc]: { name: "AES-128-CBC", keyLength: 16, decrypt: nodeCipher("aes-128-cbc") },
  [oid.aes192Cbc]: { name: "AES-192-CBC", keyLength: 24, decrypt: nodeCipher("aes-192-cbc") },
  [oid.aes256Cbc]: { name: "AES-256-CBC", keyLength: 32, decrypt: nodeCipher("aes-256-cbc") },
  [oid.desEde3Cbc]: {
    name: "3DES",
    keyLength: 24,
    weakness: "3DES is obsolete",
    decrypt: nodeCipher("des-ede3-cbc"),
  },
};

/** The schemes of PKCS#12 itself (RFC 7292 appendix C); all derive keys with SHA-1. */
export const pkcs12Ciphers: Readonly<Record<string, Cipher>> = {
  [oid.pbeWithSHAAnd3KeyTripleDesCbc]: {
    name: "pbeWithSHAAnd3-KeyTripleDES-CBC",
    keyLength: 24,
    weakness: "3DES and SHA-1 are obsolete",
    decrypt: nodeCipher("des-ede3-cbc"),
  },
  [oid.pbeWithSHAAnd2KeyTripleDesCbc]: {
    name: "pbeWithSHAAnd2-KeyTripleDES-CBC",
    keyLength: 16,
    weakness: "3DES and SHA-1 are obsolete",
    // The third key is the first one again.
    decrypt: (ciphertext, key, iv) =>
      nodeCipher("des-ede3-cbc")(ciphertext, Buffer.concat([key, key.subarray(0, 8)]), iv),
  },
  [oid.pbeWithSHAAnd128BitRc2Cbc]: {
    name: "pbeWithSHAAnd128BitRC2-CBC",
    keyLength: 16,
    weakness: "RC2 and SHA-1 are obsolete",
    decrypt: (ciphertext, key, iv) => decryptRc2Cbc(ciphertext, key, iv, 128),
  },
  [oid.pbeWithSHAAnd40BitRc2Cbc]: {
    name: "pbewithSHAAnd40BitRC2-CBC",
    keyLength: 5,
    weakness: "all of its 40-bit keys can be tried in hours",
    decrypt: (ciphertext, key, iv) => decryptRc2Cbc(ciphertext, key, iv, 40),
  },
};

function nodeCipher(name: string): Cipher["decrypt"] {
  return (ciphertext, key, iv) => {
    const decipher = createDecipheriv(name, key, iv);
    return Buffer.concat([decipher.update(ciphertext), decipher.final()]);
  };
}
