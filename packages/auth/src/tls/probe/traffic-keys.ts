import { createDecipheriv, createHmac } from "node:crypto";
import type { TlsRecord } from "./records.js";

/** The plaintext of a record: its true content type, and its content. */
export interface OpenedRecord {
  readonly type: number;
  readonly content: Uint8Array;
}

/** Opens the records of one direction in their order; undefined for one that is not under these keys. */
export type OpenRecord = (record: TlsRecord) => OpenedRecord | undefined;

const ivLength = 12;
const tagLength = 16;

/** Cipher suites of TLS 1.3 that OpenSSL offers (RFC 8446 appendix B.4). */
const suites = new Map([
  [0x1301, { cipher: "aes-128-gcm", keyLength: 16, hash: "sha256" }],
  [0x1302, { cipher: "aes-256-gcm", keyLength: 32, hash: "sha384" }],
  [0x1303, { cipher: "chacha20-poly1305", keyLength: 32, hash: "sha256" }],
]);

/**
 * Makes what opens the records under a traffic secret; undefined where the suite is not known here.
 *
 * @see RFC 8446 sections 5.2, 5.3 and 7.3
 */
export function recordOpener(suiteId: number, trafficSecret: Uint8Array): OpenRecord | undefined {
  const suite = suites.get(suiteId);
  if (suite === undefined) return undefined;
  const { cipher, keyLength, hash } = suite;
  const key = expandLabel(hash, trafficSecret, "key", keyLength);
  const iv = expandLabel(hash, trafficSecret, "iv", ivLength);
  let sequenceNumber = 0;
  return ({ header, fragment }) => {
    // The types of Node know each kind of cipher by its own name; GCM and ChaCha20-Poly1305 are used alike.
    const decipher = createDecipheriv(cipher as "aes-128-gcm", key, nonce(iv, sequenceNumber++), {
      authTagLength: tagLength,
    });
    decipher.setAAD(header);
    const end = fragment.length - tagLength;
    try {
      decipher.setAuthTag(fragment.subarray(end));
      return withoutPadding(Buffer.concat([decipher.update(fragment.subarray(0, end)), decipher.final()]));
    } catch {
      // Behind Finished come records under the next keys, which say nothing of the handshake.
      return undefined;
    }
  };
}

/** HKDF-Expand-Label with an empty context, for lengths up to that of the hash (RFC 8446 section 7.1). */
function expandLabel(hash: string, secret: Uint8Array, label: string, length: number): Uint8Array {
  const name = Buffer.from(`tls13 ${label}`);
  const info = Buffer.from([0, length, name.length, ...name, 0]);
  return createHmac(hash, secret).update(info).update(Buffer.of(1)).digest().subarray(0, length);
}

function nonce(iv: Uint8Array, sequenceNumber: number): Uint8Array {
  const bytes = Buffer.from(iv);
  // A handshake has far fewer than 2^32 records.
  bytes.writeUInt32BE((bytes.readUInt32BE(ivLength - 4) ^ sequenceNumber) >>> 0, ivLength - 4);
  return bytes;
}

/** The content type is the last byte that is not zero (RFC 8446 section 5.4). */
function withoutPadding(plaintext: Uint8Array): OpenedRecord | undefined {
  const last = plaintext.findLastIndex((byte) => byte !== 0);
  return last < 0 ? undefined : { type: plaintext[last] as number, content: plaintext.subarray(0, last) };
}
