import { type DerValue, fieldsOf, onlyChild } from "../asn1/der-reader.js";
import { readOid } from "../asn1/der-values.js";
import { oid } from "../asn1/oids.js";
import { tags } from "../asn1/tags.js";

/** A signature algorithm of certificates: what it is called, and what node:crypto needs to check one. */
export interface CertificateSignatureAlgorithm {
  /** As openssl prints it, `sha256WithRSAEncryption`; the object identifier where it is not known here. */
  readonly name: string;
  /** The hash, or null where it is part of the algorithm; undefined is an algorithm that is not checked here. */
  readonly hash?: string | null;
  readonly isPss?: boolean;
}

const table: Readonly<Record<string, CertificateSignatureAlgorithm>> = {
  // MD5 collides at will: its certificates are read, and their signatures count for nothing.
  [oid.md5WithRSAEncryption]: { name: "md5WithRSAEncryption" },
  [oid.sha1WithRSAEncryption]: { name: "sha1WithRSAEncryption", hash: "sha1" },
  [oid.sha224WithRSAEncryption]: { name: "sha224WithRSAEncryption", hash: "sha224" },
  [oid.sha256WithRSAEncryption]: { name: "sha256WithRSAEncryption", hash: "sha256" },
  [oid.sha384WithRSAEncryption]: { name: "sha384WithRSAEncryption", hash: "sha384" },
  [oid.sha512WithRSAEncryption]: { name: "sha512WithRSAEncryption", hash: "sha512" },
  [oid.ecdsaWithSHA1]: { name: "ecdsa-with-SHA1", hash: "sha1" },
  [oid.ecdsaWithSHA256]: { name: "ecdsa-with-SHA256", hash: "sha256" },
  [oid.ecdsaWithSHA384]: { name: "ecdsa-with-SHA384", hash: "sha384" },
  [oid.ecdsaWithSHA512]: { name: "ecdsa-with-SHA512", hash: "sha512" },
  [oid.ed25519]: { name: "ED25519", hash: null },
  [oid.ed448]: { name: "ED448", hash: null },
};

const pssHashes: Readonly<Record<string, string>> = {
  [oid.sha1]: "sha1",
  [oid.sha256]: "sha256",
  [oid.sha384]: "sha384",
  [oid.sha512]: "sha512",
};

/** Reads the AlgorithmIdentifier of a signature. */
export function readSignatureAlgorithm(identifier: DerValue): CertificateSignatureAlgorithm {
  const fields = fieldsOf(identifier, tags.sequence, "signature algorithm");
  const algorithm = readOid(fields.take(), "signature algorithm");
  const parameters = fields.takeOptional(tags.sequence) ?? fields.takeOptional(tags.null);
  fields.end();
  if (algorithm !== oid.rsassaPss) return table[algorithm] ?? { name: algorithm };
  const hash = pssHashes[readPssHash(parameters)];
  return { name: "rsassaPss", isPss: true, ...(hash !== undefined && { hash }) };
}

/** RSASSA-PSS-params, RFC 8017 appendix A.2.3: the hash is SHA-1 where none is named. */
function readPssHash(parameters: DerValue | undefined): string {
  const named = parameters?.children.find(({ tag }) => tag === tags.contextConstructed);
  if (named === undefined) return oid.sha1;
  const identifier = onlyChild(named, "PSS hash");
  return readOid(fieldsOf(identifier, tags.sequence, "PSS hash").take(), "PSS hash");
}
