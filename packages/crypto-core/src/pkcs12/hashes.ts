import { oid } from "../asn1/oids.js";

/** Hashes by their object identifiers, as node:crypto calls them. */
export const hashes: Readonly<Record<string, string>> = {
  [oid.sha1]: "sha1",
  [oid.sha224]: "sha224",
  [oid.sha256]: "sha256",
  [oid.sha384]: "sha384",
  [oid.sha512]: "sha512",
};

/** HMACs, the pseudorandom functions of PBKDF2, by their hashes (RFC 8018 appendix B.1). */
export const hmacHashes: Readonly<Record<string, string>> = {
  [oid.hmacWithSHA1]: "sha1",
  [oid.hmacWithSHA224]: "sha224",
  [oid.hmacWithSHA256]: "sha256",
  [oid.hmacWithSHA384]: "sha384",
  [oid.hmacWithSHA512]: "sha512",
};
