/** The DER before a SHA-256 hash in an RSASSA-PKCS1-v1_5 signature (RFC 8017 section 9.2, note 1). */
const prefix = Buffer.from("3031300d060960864801650304020105000420", "hex");

/**
 * What an RSASSA-PKCS1-v1_5 signature is over: the name of the hash function, then the hash. A token that is given
 * the hash alone signs that, and nobody can verify it.
 *
 * @throws TypeError where the digest is not 32 bytes.
 */
export function sha256DigestInfo(digest: Uint8Array): Buffer {
  if (digest.length !== 32) throw new TypeError("digest must be a SHA-256 hash: 32 bytes");
  return Buffer.concat([prefix, digest]);
}
